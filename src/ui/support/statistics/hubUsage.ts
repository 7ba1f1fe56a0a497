import { l10n } from 'vscode';
import { countOf, hubTiers, type Rate, type TierLimits, tierLimits } from '../../../domain/tierLimits.ts';
import type { HubUsage } from '../../../domain/hubResource.ts';
import type { StatisticsState, UsageRow } from '../../../protocol/statisticsPage.ts';
import type { Hub } from '../hub/hub.ts';

/** The tier of a hub, and what was used of what it allows. */
type ShownUsage = Pick<StatisticsState, 'tier' | 'usage'>;

/** What is known before anybody asked. */
export const unknownUsage: ShownUsage = { tier: null, usage: { rows: [], why: null } };

/**
 * Asks the resource manager of a hub; of one that is reached by its key alone, says why nothing is known.
 * @param jobsRunning scheduled jobs that are under way; nothing if that is not known.
 */
export async function readUsage(hub: Hub, jobsRunning: number | undefined, signal: AbortSignal): Promise<ShownUsage> {
  const { resource } = await hub.connect();
  if (!resource) return { tier: null, usage: { rows: [], why: keyWords() } };

  return shownUsage(await resource.usage(signal), jobsRunning);
}

/** What was used beside what the tier allows; of rates no resource manager tells how much is used. */
export function shownUsage(usage: HubUsage, jobsRunning: number | undefined): ShownUsage {
  const tier = hubTiers.find(one => one === usage.sku);
  const limits = tier ? limitRows(tierLimits[tier], usage.units, jobsRunning) : [];
  return {
    tier: tier ? tierWords(usage) : l10n.t('without limits'),
    usage: { rows: [...usage.metrics.map(metricRow), ...limits], why: null },
  };
}

function tierWords({ sku, units }: HubUsage): string {
  return units === 1 ? l10n.t('{0}, 1 unit', sku) : l10n.t('{0}, {1} units', sku, units);
}

function metricRow({ name, used, most }: HubUsage['metrics'][number]): UsageRow {
  return { name: metricName(name), used, limit: most ?? null };
}

function metricName(name: string): string {
  if (name === 'TotalMessages') return l10n.t('Messages today (UTC)');
  return name === 'TotalDeviceCount' ? l10n.t('Devices') : name;
}

function limitRows(limits: TierLimits, units: number, jobsRunning: number | undefined): readonly UsageRow[] {
  const rate = (name: string, of: Rate): UsageRow => ({ name, used: null, limit: countOf(of, units) });
  return [
    { name: l10n.t('Scheduled jobs at once'), used: jobsRunning ?? null, limit: limits.activeJobs },
    rate(l10n.t('Identity operations a minute'), limits.registryOperations),
    rate(l10n.t('Queries a minute'), limits.queries),
    rate(l10n.t('Twin reads a second'), limits.twinReads),
    rate(l10n.t('Twin updates a second'), limits.twinUpdates),
  ];
}

function keyWords(): string {
  return l10n.t(
    'The hub was added by its connection string, which tells neither its tier nor its daily messages. Its resource manager tells both, to those who are signed in.',
  );
}
