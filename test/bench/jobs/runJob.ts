import { setTimeout } from 'node:timers/promises';
import type { JobClient } from 'azure-iothub';

/** A part of what the service says of a job. */
interface JobState {
  readonly status: string;
  readonly failureReason?: string;
  readonly deviceJobStatistics: { readonly deviceCount: number; readonly succeededCount: number };
}

/**
 * Waits for the end of a job that `schedule` sends, looking for it every `pollMs`; gives the seconds that all of it took.
 * @throws if a device failed.
 */
export async function runJob(
  jobs: JobClient,
  jobId: string,
  pollMs: number,
  schedule: () => Promise<unknown>,
): Promise<number> {
  const startedMs = performance.now();
  await schedule();
  for (;;) {
    const job = (await jobs.getJob(jobId)).jobStatus as JobState;
    const { deviceCount, succeededCount } = job.deviceJobStatistics;
    if (job.status === 'completed' && succeededCount === deviceCount) return (performance.now() - startedMs) / 1000;
    if (job.status === 'completed' || job.status === 'failed') {
      throw new Error(`Job "${jobId}": ${job.failureReason ?? `${succeededCount} of ${deviceCount} devices`}.`);
    }
    await setTimeout(pollMs);
  }
}
