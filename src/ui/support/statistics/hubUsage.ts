import { l10n } from 'vscode';
import { hubTiers, tierLimits } from '../../../domain/tierLimits.ts';
import type { HubUsage } from '../../../domain/hubResource.ts';
import type { StatisticsState, UsageRow } from '../../../protocol/statisticsPage.ts';
import type { Hub } from '../hub/hub.ts';

/** The tier of a hub, and what was used of what it allows. */
type ShownUsage = Pick<StatisticsState, 'tier' | 'usage'>;

/** What is known before anybody asked. */
export const unknownUsage: ShownUsage = { tier: null, usage: { rows: [], why: null } };

/** Asks the resource manager of a hub; of one that is reached by its key alone, says why nothing is known. */
export async function readUsage(hub: Hub, signal: AbortSignal): Promise<ShownUsage> {
  const { resource } = await hub.connect();
  if (!resource) return { tier: null, usage: { rows: [], why: keyWords() } };

  const usage = await resource.usage(signal);
  const tier = hubTiers.find(one => one === usage.sku);
  return {
    tier: tier ? tierWords(usage) : l10n.t('without limits'),
    usage: {
      rows: [...usage.metrics.map(metricRow), ...(tier ? rateRows(tierLimits[tier].activeJobs) : [])],
      why: null,
    },
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

function rateRows(activeJobs: number): readonly UsageRow[] {
  return [{ name: l10n.t('Scheduled jobs at once'), used: null, limit: activeJobs }];
}

function keyWords(): string {
  return l10n.t(
    'The hub was added by its connection string, which tells neither its tier nor its daily messages. Its resource manager tells both, to those who are signed in.',
  );
}
