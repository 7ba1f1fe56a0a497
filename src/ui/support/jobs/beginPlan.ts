import * as vscode from 'vscode';
import type { IdentityAddress } from '../../../domain/identityAddress.ts';
import type { NewJob } from '../../../domain/jobs/job.ts';
import { isConditionProblem, readTargetCondition } from '../../../domain/query/targetCondition.ts';
import type { JobPlan } from '../../../domain/jobs/jobPlan.ts';
import { planRollout } from '../../../domain/jobs/planRollout.ts';
import { findTargets } from '../../../domain/jobs/targets.ts';
import { withProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import type { JobOrder } from './jobOrder.ts';
import { number } from './jobWords.ts';

/** Lets this window run a job by its plan: in stages, or again and again. @throws HubError, TooManyTargets */
export async function beginPlan(services: Services, order: JobOrder, plan: JobPlan): Promise<void> {
  if (plan.kind === 'stages') await beginRollout(services, order, plan);
  else await beginRecurring(services, order, plan);
}

async function beginRollout(
  services: Services,
  { hub, jobs, marked }: JobOrder,
  { stages, mostFailuresPercent }: JobPlan & { kind: 'stages' },
): Promise<void> {
  const [first] = jobs;
  if (!first) return;
  const targets = marked?.map(deviceId => ({ deviceId })) ?? (await targetsOf(services, { hub, jobs }));
  if (targets.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No device matches, so that there is nothing to roll out.'),
    );
    return;
  }
  const { action, maxExecutionTimeInSeconds } = first;
  const queryCondition =
    jobs.length === 1 ? first.queryCondition : vscode.l10n.t('{0} devices by their ids', number(targets.length));
  const own = { id: rolloutId(first, jobs.length), hubId: hub.id, stages, mostFailuresPercent };
  await services.rollouts.begin(
    planRollout({ ...own, action, queryCondition, maxExecutionTimeInSeconds }, targets, new Date()),
  );
  services.jobPanels.show(hub, 'rollout', own.id);
}

/** All devices that the jobs of an order are for. */
async function targetsOf(
  { waits }: Services,
  { hub, jobs }: Pick<JobOrder, 'hub' | 'jobs'>,
): Promise<readonly IdentityAddress[]> {
  const { client } = await hub.connect();
  return withProgress(waits, vscode.l10n.t('Selecting devices of {0}', hub.name), async (signal, report) => {
    const found: IdentityAddress[] = [];
    for (const { queryCondition } of jobs) {
      const query = readTargetCondition(queryCondition);
      if (isConditionProblem(query)) continue;
      const before = found.length;
      const tell = (count: number) => report(vscode.l10n.t('{0} devices', number(before + count)));
      found.push(...(await findTargets(client, query, signal, tell)));
    }
    return found;
  });
}

/** The jobs of an order that was cut into several have the same id, but for a number. */
function rolloutId({ jobId }: NewJob, jobs: number): string {
  return jobs === 1 ? jobId : jobId.replace(/-1$/, '');
}

async function beginRecurring(
  { recurringJobs, jobPanels }: Services,
  { hub, jobs }: JobOrder,
  { cron, timeZone }: JobPlan & { kind: 'recurring' },
): Promise<void> {
  const [job] = jobs;
  if (!job) return;
  const { jobId: id, action, queryCondition, maxExecutionTimeInSeconds } = job;
  const times = { cron, timeZone, paused: false, checkedTime: new Date().toISOString(), missedCount: 0 };
  await recurringJobs.add({ id, hubId: hub.id, action, queryCondition, maxExecutionTimeInSeconds, ...times });
  jobPanels.show(hub, 'recurring', id);
}
