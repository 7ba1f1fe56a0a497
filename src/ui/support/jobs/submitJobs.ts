import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import type { NewJob } from '../../../domain/jobs/job.ts';
import { fullTime } from '../localTime.ts';
import { type Report, withProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import { isCancellation, sentence } from '../showFailure.ts';
import type { JobOrder } from './jobOrder.ts';
import { offerFanOut } from './offerFanOut.ts';

/** What became of the jobs of an order, by number. */
interface Outcome {
  readonly created: number;
  readonly queued: number;
  /** Why the jobs after these were not sent. */
  readonly failure?: unknown;
}

/** Sends jobs, or lets them wait in the queue, and says what became of them. @throws HubError */
export async function submitJobs(services: Services, order: JobOrder): Promise<void> {
  const outcome = await send(services, order);
  if (outcome === 'notInTier') return offerFanOut(services, order);

  if (outcome.failure === undefined) void vscode.window.showInformationMessage(outcomeText(order, outcome));
  else void vscode.window.showErrorMessage(failureText(order, outcome));
}

async function send(services: Services, order: JobOrder): Promise<Outcome | 'notInTier'> {
  const title = vscode.l10n.t('Sending to {0}', order.hub.name);
  try {
    return await withProgress(services.waits, title, (signal, report) =>
      order.marked ? submitMarked(services, order, order.marked, signal, report) : submitAll(services, order, signal),
    );
  } catch (error) {
    if (HubError.is(error, 'notInTier')) return 'notInTier';
    throw error;
  }
}

/** One that fails keeps those after it from being sent, and does not undo those before it. */
async function submitAll(
  { jobQueue, scheduledJobs }: Services,
  { hub, jobs }: JobOrder,
  signal: AbortSignal,
): Promise<Outcome> {
  let [created, queued] = [0, 0];
  for (const job of jobs) {
    try {
      const submitted = await jobQueue.submit(hub, job, signal);
      if (submitted.kind === 'created') {
        scheduledJobs.put(hub, submitted.job);
        created++;
      } else queued++;
    } catch (error) {
      if (created + queued === 0) throw error;
      return { created, queued, failure: error };
    }
  }
  return { created, queued };
}

/** Tags that were set for nothing are removed. */
async function submitMarked(
  services: Services,
  order: JobOrder,
  deviceIds: readonly string[],
  signal: AbortSignal,
  report: Report,
): Promise<Outcome> {
  const { temporaryMarks } = services;
  const mark = { hubId: order.hub.id, jobId: order.jobs[0]?.jobId ?? '' };
  try {
    await temporaryMarks.mark(mark, deviceIds, signal, count =>
      report(vscode.l10n.t('{0} of {1} devices tagged', count, deviceIds.length)),
    );
    return await submitAll(services, order, signal);
  } catch (error) {
    await temporaryMarks.giveUp(mark, deviceIds);
    throw error;
  }
}

function outcomeText({ hub, jobs }: JobOrder, { created, queued }: Outcome): string {
  const [job, ...others] = jobs;
  if (job && others.length === 0) return queued === 0 ? createdText(job, hub.name) : queuedText(job, hub.name);

  return queued === 0
    ? vscode.l10n.t('{0} took all {1} jobs.', hub.name, created)
    : vscode.l10n.t('{0} took {1} jobs; {2} wait until others have ended.', hub.name, created, queued);
}

function failureText({ hub, jobs }: JobOrder, { created, queued, failure }: Outcome): string {
  const done = created + queued;
  const why = isCancellation(failure) ? vscode.l10n.t('It was cancelled.') : sentence(failure);
  return vscode.l10n.t(
    '{0} of {1} jobs were handed to {2}, the others were not. {3}',
    done,
    jobs.length,
    hub.name,
    why,
  );
}

function createdText({ jobId, startTime }: NewJob, hubName: string): string {
  return startTime === undefined
    ? vscode.l10n.t('{0} took the job {1}.', hubName, jobId)
    : vscode.l10n.t('{0} runs the job {1} at {2}.', hubName, jobId, fullTime(startTime, vscode.env.language));
}

function queuedText({ jobId }: NewJob, hubName: string): string {
  return vscode.l10n.t(
    '{0} runs as many jobs as its tier allows. {1} waits, and is sent when one has ended.',
    hubName,
    jobId,
  );
}
