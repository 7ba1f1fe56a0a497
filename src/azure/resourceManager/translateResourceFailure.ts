import * as z from 'zod/mini';
import { ResourceError } from '../../domain/resourceError.ts';

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
  const parsed = restError.safeParse(error);
  if (!parsed.success) return error;

  const { statusCode, code } = parsed.data;
  const details = {
    ...(statusCode === undefined ? {} : { httpStatus: statusCode }),
    ...(code === undefined ? {} : { code }),
  };
  return new ResourceError(reasonOf(parsed.data, subject), details);
}

function reasonOf(error: RestError, { resource, place }: ResourceSubject): ResourceError['reason'] {
  const { statusCode, message: detail } = error;
  switch (statusCode) {
    case undefined:
      return { kind: 'unreachable', place };
    case 401:
      return { kind: 'unauthorized', detail };
    case 403:
      return { kind: 'forbidden', detail };
    case 404:
      return { kind: 'notFound', detail };
    case 412:
      return { kind: 'changed', resource };
    case 429:
      return { kind: 'throttled', ...retryAfterOf(error) };
    default:
      return statusCode >= 500 ? { kind: 'serverFailure', httpStatus: statusCode } : { kind: 'rejected', detail };
  }
}

function retryAfterOf({ response }: RestError) {
  const seconds = Number(response?.headers.get('retry-after'));
  return seconds > 0 ? { retryAfterSeconds: seconds } : {};
}
