import type { HubClient } from '../../../domain/hubClient.ts';
import { HubError } from '../../../domain/hubError.ts';
import type { Job, NewJob } from '../../../domain/jobs/job.ts';
import { isSameJob } from '../../../domain/jobs/sameJob.ts';

/**
 * Creates a job that may have been sent before, by this window or by another one: what has its id and does the same is
 * that job. Only for an id that was free before the first try.
 * @throws HubError `jobExists` if it is somebody else's
 */
export async function createJobOnce(client: HubClient, job: NewJob, signal?: AbortSignal): Promise<Job> {
  try {
    return await client.jobs.create(job, signal);
  } catch (error) {
    if (!HubError.is(error, 'jobExists')) throw error;

    const there = await client.jobs.get(job.jobId, signal);
    if (!isSameJob(there, job)) throw error;
    return there;
  }
}
