import { l10n } from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import type { HubClient } from '../../../domain/hubClient.ts';
import type { StatisticsState } from '../../../protocol/statisticsPage.ts';

/** How many jobs are looked at: the newest that a hub lists. */
const mostJobs = 100;

/** The scheduled jobs of a hub by their state. A hub that has none, or does not tell, gives the reason. */
export async function jobActivity(
  client: Pick<HubClient, 'jobs'>,
  signal: AbortSignal,
): Promise<StatisticsState['jobs']> {
  try {
    const { items } = await client.jobs.list({}, { pageSize: mostJobs }, signal);
    const rows = [...Map.groupBy(items, ({ status }) => status)].map(([name, jobs]) => ({ name, count: jobs.length }));
    return { rows, why: rows.length === 0 ? l10n.t('No job ran on this hub in the last 30 days.') : null };
  } catch (error) {
    if (!HubError.is(error)) throw error;
    return { rows: [], why: error.message };
  }
}
