import * as z from 'zod/mini';
import type { DeviceJob, Job } from '../../domain/jobs/job.ts';
import { readDeviceJobState, readJobState } from '../../domain/jobs/jobState.ts';
import { UnreadableAnswer } from './unreadableAnswer.ts';
import { jsonObject, optionalText, present, readAnswer } from './wire.ts';

const optionalNumber = z.optional(z.nullable(z.number()));

const method = z.object({
  methodName: z.string(),
  payload: z.optional(z.json()),
  responseTimeoutInSeconds: optionalNumber,
  connectTimeoutInSeconds: optionalNumber,
});

const twin = z.object({
  tags: z.optional(z.nullable(jsonObject)),
  properties: z.optional(z.nullable(z.object({ desired: z.optional(z.nullable(jsonObject)) }))),
});

const statistics = z.object({
  deviceCount: z.number(),
  succeededCount: z.number(),
  failedCount: z.number(),
  runningCount: z.number(),
  pendingCount: z.number(),
});

const jobAnswer = z.object({
  jobId: z.string(),
  type: optionalText,
  status: optionalText,
  queryCondition: optionalText,
  createdTime: optionalText,
  startTime: optionalText,
  endTime: optionalText,
  maxExecutionTimeInSeconds: optionalNumber,
  cloudToDeviceMethod: z.optional(z.nullable(method)),
  updateTwin: z.optional(z.nullable(twin)),
  failureReason: optionalText,
  statusMessage: optionalText,
  deviceJobStatistics: z.optional(z.nullable(statistics)),
});

/** The job of an answer of the service. @throws UnreadableAnswer */
export function readJob(answer: unknown): Job {
  const { jobId, type, status, cloudToDeviceMethod, updateTwin, ...rest } = readAnswer(jobAnswer, answer);
  const job = { jobId, type: type ?? 'unknown', status: readJobState(status ?? ''), ...present(rest) };

  if (cloudToDeviceMethod) {
    const { methodName, payload, ...timeouts } = cloudToDeviceMethod;
    const call = { methodName, ...(payload === undefined ? {} : { payload }), ...present(timeouts) };
    return { ...job, cloudToDeviceMethod: call };
  }
  return updateTwin ? { ...job, updateTwin: readPatch(updateTwin) } : job;
}

function readPatch({ tags, properties }: z.infer<typeof twin>): NonNullable<Job['updateTwin']> {
  const desired = properties?.desired;
  return { ...(tags ? { tags } : {}), ...(desired ? { properties: { desired } } : {}) };
}

const rowAnswer = z.object({
  jobId: z.string(),
  deviceId: z.string(),
  moduleId: optionalText,
  jobType: z.string(),
  status: z.string(),
  createdDateTimeUtc: optionalText,
  startTimeUtc: optionalText,
  endTimeUtc: optionalText,
  lastUpdatedDateTimeUtc: optionalText,
  outcome: z.optional(
    z.nullable(
      z.object({
        deviceMethodResponse: z.optional(z.nullable(z.object({ status: z.number(), payload: z.optional(z.json()) }))),
      }),
    ),
  ),
  error: z.optional(z.nullable(z.object({ code: z.string(), description: optionalText }))),
});

/** A row of `devices.jobs`. @throws UnreadableAnswer */
export function readDeviceJob(answer: unknown): DeviceJob {
  const { jobId, deviceId, jobType, status, outcome, error, ...rest } = readAnswer(rowAnswer, answer);
  const state = readDeviceJobState(status);
  if (!state) throw new UnreadableAnswer(`"${status}" is no state of a device in a job.`);

  const response = outcome?.deviceMethodResponse;
  return {
    jobId,
    deviceId,
    jobType,
    status: state,
    ...present(rest),
    ...(response ? { methodResponse: { status: response.status, payload: response.payload ?? null } } : {}),
    ...(error ? { error: { code: error.code, description: error.description ?? '' } } : {}),
  };
}
