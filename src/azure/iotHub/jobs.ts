import type { JobStatus } from 'azure-iothub/dist/job_client.js';
import type { Job, NewJob } from '../../domain/jobs/job.ts';
import type { DeviceJobSelection, HubJobs } from '../../domain/jobs/hubJobs.ts';
import { jobBody } from '../../domain/jobs/jobBody.ts';
import { isSameJob } from '../../domain/jobs/sameJob.ts';
import { HubError } from '../../domain/hubError.ts';
import type { HubCalls } from './hubCalls.ts';
import { readDeviceJob, readJob } from './jobAnswer.ts';
import { nextPage, runQuery } from './queries.ts';
import { unlessDone } from './unlessDone.ts';

/**
 * The scheduled jobs of a hub: version 2 of its jobs. By the client's REST calls, as its own methods for jobs lose some
 * of what they are given, see `jobBody`, and put ids into addresses as they are.
 */
export function scheduledJobs(calls: HubCalls): HubJobs {
  return {
    create: (job, signal) => create(calls, job, signal),
    get: (jobId, signal) => get(calls, jobId, signal),
    list: ({ type, status }, { pageSize, after }, signal) =>
      calls.run({
        subject: {},
        signal,
        // Its type of states has `finished`, which no job ever is.
        send: sdk => nextPage(sdk.jobs.createQuery(type, status as JobStatus | undefined, pageSize), after, readJob),
      }),
    cancel: (jobId, signal) =>
      calls.run({
        subject: { jobId },
        signal,
        send: async sdk => readJob(await sdk.post(`${jobPath(jobId)}/cancel`)),
      }),
    deviceRows: (selection, page, signal) => runQuery(calls, rowsQuery(selection), page, readDeviceJob, signal),
  };
}

function get(calls: HubCalls, jobId: string, signal?: AbortSignal): Promise<Job> {
  return calls.run({ subject: { jobId }, signal, send: async sdk => readJob(await sdk.get(jobPath(jobId))) });
}

/** A job that is there when the request is sent again may be of the try before, or somebody else's. */
async function create(calls: HubCalls, job: NewJob, signal?: AbortSignal): Promise<Job> {
  const { jobId } = job;
  const body = jobBody(job, new Date());
  const created = await calls.run({
    subject: { jobId },
    signal,
    async send(sdk, { mayRepeat }) {
      const answer = await unlessDone(sdk.put(jobPath(jobId), body), mayRepeat && 409);
      return answer === undefined ? undefined : readJob(answer);
    },
  });
  if (created) return created;

  const existing = await get(calls, jobId, signal);
  if (!isSameJob(existing, job)) throw new HubError({ kind: 'jobExists', jobId });
  return existing;
}

function jobPath(jobId: string): string {
  return `/jobs/v2/${encodeURIComponent(jobId)}`;
}

/** An id has no quotes: {@link checkJobId}. */
function rowsQuery({ jobId, status }: DeviceJobSelection): string {
  const ofJob = `SELECT * FROM devices.jobs WHERE devices.jobs.jobId = '${jobId}'`;
  if (status === undefined) return ofJob;
  return `${ofJob} AND devices.jobs.status = '${status === 'cancelled' ? 'canceled' : status}'`;
}
