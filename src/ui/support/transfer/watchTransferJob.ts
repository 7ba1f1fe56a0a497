import { setTimeout as sleep } from 'node:timers/promises';
import type { HubTransferJobs, TransferJob } from '../../../domain/transfer/transferJob.ts';
import { hasEnded } from '../../../domain/transfer/transferJob.ts';

/** Few looks: each is one of the registry operations that a hub allows. */
const lookEveryMs = 2_000;

/**
 * Looks at a job until it has ended; gives it as it then is. When `signal` says so the hub is asked to cancel it, and is
 * waited for: what it wrote meanwhile is there.
 */
export async function watchTransferJob(
  jobs: HubTransferJobs,
  started: TransferJob,
  signal: AbortSignal,
  hear: (job: TransferJob) => void,
): Promise<TransferJob> {
  let job = started;
  let asked = false;
  while (!hasEnded(job)) {
    hear(job);
    if (signal.aborted && !asked) {
      asked = true;
      await jobs.cancel(job.jobId);
    } else await untilNextLook(asked ? undefined : signal);
    job = await jobs.get(job.jobId);
  }
  hear(job);
  return job;
}

async function untilNextLook(signal: AbortSignal | undefined): Promise<void> {
  await sleep(lookEveryMs, undefined, signal ? { signal } : {}).catch(() => undefined);
}
