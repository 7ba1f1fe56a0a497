import * as z from 'zod/mini';
import type { JsonObject } from '../../../domain/json.ts';
import { maxQueryLength } from '../../../domain/query/maxQueryLength.ts';
import { describeTwinProblem, findTwinProblem } from '../../../domain/twinLimits.ts';
import { type JobType, jobTypes } from '../../store/jobTable.ts';
import { HubFault } from '../hubFault.ts';
import { parseMethodCall } from '../methodCall.ts';
import { parseTwinRequest } from '../twinRequest.ts';

/** What a service asks for with `PUT /jobs/v2/{id}`. */
export interface JobRequest {
  readonly id: string;
  readonly type: JobType;
  readonly queryCondition: string;
  /** Milliseconds since 1970; none for a job that starts at once. */
  readonly startMs?: number;
  readonly maxExecutionSeconds: number;
  /** The method call or the patch of the twin, as it was sent. */
  readonly action: JsonObject;
}

/** The official clients' own. The service documents no maximum; this one keeps times in the range of dates. */
const maxExecution = { default: 3600, most: 2 ** 31 - 1 } as const;

/** IoT Hub, "Schedule jobs on multiple devices": letters, digits and dashes. */
const idPattern = /^[A-Za-z0-9-]{1,64}$/;

const jobBody = z.object({
  jobId: z.optional(z.string()),
  type: z.enum(jobTypes),
  queryCondition: z.string().check(z.minLength(1)),
  // The service refuses `null` here and takes what is not there.
  startTime: z.optional(z.iso.datetime({ offset: true })),
  maxExecutionTimeInSeconds: z.optional(z.int().check(z.minimum(1), z.maximum(maxExecution.most))),
  cloudToDeviceMethod: z.optional(z.nullable(z.record(z.string(), z.json()))),
  updateTwin: z.optional(z.nullable(z.record(z.string(), z.json()))),
});

/** What is not a job is refused; a condition that cannot be read is not: the job fails when it starts. @throws HubFault */
export function parseJobRequest(id: string, body: unknown): JobRequest {
  if (!idPattern.test(id)) {
    throw invalid(`"${id}" is no id for a job: it has 1 to 64 letters, digits and dashes.`);
  }
  const parsed = z.safeParse(jobBody, body);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    throw invalid(field === '' ? 'The body is not a job.' : `"${field}" is not valid.`);
  }
  const { jobId = id, type, queryCondition, startTime, maxExecutionTimeInSeconds } = parsed.data;
  if (jobId !== id) throw invalid(`The body has the job id "${jobId}", the address "${id}".`);
  // What the service says of a condition that is too long.
  if (queryCondition.length > maxQueryLength) throw etagMismatch();

  return {
    id,
    type,
    queryCondition,
    ...(startTime === undefined ? {} : { startMs: Date.parse(startTime) }),
    maxExecutionSeconds: maxExecutionTimeInSeconds ?? maxExecution.default,
    action: type === 'scheduleDeviceMethod' ? methodOf(parsed.data) : twinOf(parsed.data),
  };
}

type JobBody = z.infer<typeof jobBody>;

function methodOf({ cloudToDeviceMethod, updateTwin }: JobBody): JsonObject {
  if (!cloudToDeviceMethod) throw invalid('A job that calls a method needs "cloudToDeviceMethod".');
  if (updateTwin) throw invalid('A job that calls a method has no "updateTwin".');

  parseMethodCall(cloudToDeviceMethod);
  return cloudToDeviceMethod;
}

/** A job updates twins whatever their etag, and has to say so. */
function twinOf({ cloudToDeviceMethod, updateTwin }: JobBody): JsonObject {
  if (!updateTwin) throw invalid('A job that updates twins needs "updateTwin".');
  if (cloudToDeviceMethod) throw invalid('A job that updates twins has no "cloudToDeviceMethod".');
  const { etag } = updateTwin;
  if (etag === undefined || etag === null) throw invalid('"updateTwin" needs "etag": "*".');
  if (etag !== '*') throw etagMismatch();

  const request = parseTwinRequest(updateTwin);
  for (const section of ['tags', 'desired'] as const) {
    const problem = request[section] && findTwinProblem(section, request[section]);
    if (problem) throw invalid(describeTwinProblem(section, problem));
  }
  return updateTwin;
}

function invalid(message: string): HubFault {
  return new HubFault('ArgumentInvalid', message);
}

function etagMismatch(): HubFault {
  const message = 'The etag in the request does not match the etag of the existing resource, as per RFC7232.';
  return new HubFault('PreconditionFailed', message);
}
