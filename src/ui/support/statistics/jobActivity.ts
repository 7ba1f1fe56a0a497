import { l10n } from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import type { HubClient } from '../../../domain/hubClient.ts';
import type { StatisticsState } from '../../../protocol/statisticsPage.ts';

/** How many scheduled jobs are looked at: the newest that a hub lists. */
const mostJobs = 100;

export interface JobActivity {
  /** Scheduled jobs, imports and exports by their state. */
  readonly jobs: StatisticsState['jobs'];
  /** How many of the scheduled ones run now; nothing if the hub does not tell. */
  readonly running?: number;
}

/** The jobs of a hub by their state. A hub that has none, or does not tell, gives the reason. */
export async function jobActivity(
  client: Pick<HubClient, 'jobs' | 'transferJobs'>,
  signal: AbortSignal,
): Promise<JobActivity> {
  const [scheduled, transfers] = await Promise.all([
    told(async () => (await client.jobs.list({}, { pageSize: mostJobs }, signal)).items),
    told(() => client.transferJobs.list(signal)),
  ]);
  const states = [...(scheduled.jobs ?? []), ...(transfers.jobs ?? [])].map(({ status }) => status);
  const rows = [...Map.groupBy(states, status => status)].map(([name, same]) => ({ name, count: same.length }));
  const none = rows.length === 0 ? l10n.t('No job ran on this hub in the last 30 days.') : null;
  const why = scheduled.why ?? transfers.why ?? none;
  return {
    jobs: { rows, why },
    ...(scheduled.jobs ? { running: scheduled.jobs.filter(({ status }) => status === 'running').length } : {}),
  };
}

type Told<Job> =
  | { readonly jobs: readonly Job[]; readonly why?: undefined }
  | { readonly jobs?: undefined; readonly why: string };

async function told<Job>(list: () => Promise<readonly Job[]>): Promise<Told<Job>> {
  try {
    return { jobs: await list() };
  } catch (error) {
    if (!HubError.is(error)) throw error;
    return { why: error.message };
  }
}
