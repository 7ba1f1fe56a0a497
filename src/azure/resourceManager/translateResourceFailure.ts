import * as z from 'zod/mini';
import { ResourceError } from '../../domain/resourceError.ts';
import { proxyFailure } from '../proxyFailure.ts';
import { reasonOf } from './armFailure.ts';

/** What a call is about. */
export interface ResourceSubject {
  /** The resource that may have been changed by someone else. */
  readonly resource: string;
  /** Where the resource manager is. */
  readonly place: string;
}

/** The official clients' error for whatever was answered, and for what was not. */
const restError = z.object({
  name: z.literal('RestError'),
  code: z.optional(z.string()),
  statusCode: z.optional(z.number()),
  message: z.string(),
  response: z.optional(z.object({ headers: z.custom<{ get(name: string): string | undefined }>() })),
});
type RestError = z.infer<typeof restError>;

/**
 * The {@link ResourceError} for what an official client failed with; a bug comes back as it was thrown. Without a cause:
 * the error holds on to its request, and that to its Authorization header.
 */
export function translateResourceFailure(error: unknown, subject: ResourceSubject): unknown {
  const problem = proxyFailure(error);
  if (problem) return new ResourceError({ kind: 'proxy', place: subject.place, problem });

  const parsed = restError.safeParse(error);
  if (!parsed.success) return error;

  const { statusCode, code } = parsed.data;
  const details = {
    ...(statusCode === undefined ? {} : { httpStatus: statusCode }),
    ...(code === undefined ? {} : { code }),
  };
  return new ResourceError(toReason(parsed.data, subject), details);
}

function toReason(error: RestError, { resource, place }: ResourceSubject): ResourceError['reason'] {
  const { statusCode, message: detail, response } = error;
  if (statusCode === undefined) return { kind: 'unreachable', place };
  return reasonOf(statusCode, { detail, resource, retryAfter: response?.headers.get('retry-after') });
}
