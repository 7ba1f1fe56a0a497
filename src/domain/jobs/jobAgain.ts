import { directMethodLimits } from '../directMethod.ts';
import type { Job, JobAction } from './job.ts';
import { jobLimits } from './jobLimits.ts';

/** What a job did, to do it again; nothing for a job that neither calls a method nor changes twins. */
export function actionOf({ cloudToDeviceMethod, updateTwin }: Job): JobAction | undefined {
  if (cloudToDeviceMethod) {
    const { responseTimeoutInSeconds, connectTimeoutInSeconds } = directMethodLimits;
    const defaults = {
      responseTimeoutInSeconds: responseTimeoutInSeconds.default,
      connectTimeoutInSeconds: connectTimeoutInSeconds.default,
    };
    return { kind: 'method', call: { ...defaults, ...cloudToDeviceMethod } };
  }
  return updateTwin && { kind: 'twin', patch: updateTwin };
}

/** How long a job may run that does the same. In seconds. */
export function executionTimeOf({ maxExecutionTimeInSeconds }: Job): number {
  return maxExecutionTimeInSeconds ?? jobLimits.maxExecutionTimeInSeconds.default;
}
