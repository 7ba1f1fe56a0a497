import { jsonEqual } from '../jsonEqual.ts';
import type { Json } from '../json.ts';
import type { Job, NewJob } from './job.ts';

/**
 * True if the job that has the id of `wanted` is that one: it was created before, and its answer was lost. Of a job
 * that starts at once the start is not compared, as each try has its own.
 */
export function isSameJob(job: Job, { jobId, action, queryCondition, startTime }: NewJob): boolean {
  if (job.jobId !== jobId || job.queryCondition !== queryCondition) return false;
  if (startTime !== undefined && Date.parse(job.startTime ?? '') !== Date.parse(startTime)) return false;

  if (action.kind === 'twin') return jsonEqual(patchJson(job.updateTwin), patchJson(action.patch));
  const { methodName, payload = null } = action.call;
  const method = job.cloudToDeviceMethod;
  return method?.methodName === methodName && jsonEqual(method.payload ?? null, payload);
}

function patchJson(patch: Job['updateTwin']): Json {
  return { tags: patch?.tags ?? {}, desired: patch?.properties?.desired ?? {} };
}
