import { azHub, httpMessage, shellQuote } from '../otherTools.ts';
import type { NewJob } from './job.ts';
import { jobBody } from './jobBody.ts';

/** The job as an `az iot hub` command for a POSIX shell, without a secret. */
export function jobAzCommand(hostName: string, job: NewJob): string {
  const { jobId, action, queryCondition, startTime, maxExecutionTimeInSeconds } = job;

  return [
    'az iot hub job create',
    azHub(hostName),
    `--job-id ${shellQuote(jobId)}`,
    ...actionOptions(action),
    `--query-condition ${shellQuote(queryCondition)}`,
    ...(startTime === undefined ? [] : [`--start-time ${shellQuote(startTime)}`]),
    `--ttl ${maxExecutionTimeInSeconds}`,
  ].join(' ');
}

/** The job as an HTTP message, with what is sent if it is sent now. */
export function jobRestCall(hostName: string, job: NewJob, now: Date): string {
  const path = `/jobs/v2/${encodeURIComponent(job.jobId)}`;
  return httpMessage({ method: 'PUT', hostName, path, body: jobBody(job, now) });
}

function actionOptions(action: NewJob['action']): readonly string[] {
  if (action.kind === 'twin') {
    return ['--job-type scheduleUpdateTwin', `--twin-patch ${shellQuote(JSON.stringify(action.patch))}`];
  }
  const { methodName, payload = null, connectTimeoutInSeconds, responseTimeoutInSeconds } = action.call;
  return [
    '--job-type scheduleDeviceMethod',
    `--method-name ${shellQuote(methodName)}`,
    ...(payload === null ? [] : [`--method-payload ${shellQuote(JSON.stringify(payload))}`]),
    `--method-connect-timeout ${connectTimeoutInSeconds}`,
    `--method-response-timeout ${responseTimeoutInSeconds}`,
  ];
}
