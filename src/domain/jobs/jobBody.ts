import type { NewJob } from './job.ts';

/**
 * The body of `PUT /jobs/v2/{id}`. The official client's own makes `null` of a payload that is `0`, `false` or `""`, and
 * leaves `connectTimeoutInSeconds` out. A job changes twins whatever their etag: the service takes no etag but `*`.
 */
export function jobBody({ jobId, action, queryCondition, startTime, maxExecutionTimeInSeconds }: NewJob, now: Date) {
  const what =
    action.kind === 'method'
      ? { type: 'scheduleDeviceMethod', cloudToDeviceMethod: { payload: null, ...action.call } }
      : { type: 'scheduleUpdateTwin', updateTwin: { etag: '*', ...action.patch } };

  return {
    jobId,
    ...what,
    queryCondition,
    // The service refuses a job without one.
    startTime: startTime ?? now.toISOString(),
    maxExecutionTimeInSeconds,
  };
}
