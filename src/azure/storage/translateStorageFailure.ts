import * as z from 'zod/mini';
import { proxyAnswer, proxyFailure } from '../proxyFailure.ts';
import { StorageError, type StorageErrorReason } from '../../domain/transfer/storageError.ts';

/** The official client's error for whatever was answered, and for what was not. */
const restError = z.object({
  name: z.literal('RestError'),
  code: z.optional(z.string()),
  statusCode: z.optional(z.number()),
});

/**
 * Runs a call. @param place what it is about, for people.
 * @throws StorageError; without a cause, because the client's error holds on to the address with its signature.
 */
export async function storageCall<T>(place: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translateStorageFailure(error, place);
  }
}

/** A bug, and what was cancelled, come back as they were thrown. */
export function translateStorageFailure(error: unknown, place: string): unknown {
  const parsed = restError.safeParse(error);
  if (!parsed.success) return error;

  const { statusCode } = parsed.data;
  const problem = statusCode === undefined ? proxyFailure(error) : proxyAnswer(statusCode);
  return new StorageError(problem ? { kind: 'proxy', place, problem } : reasonOf(parsed.data, place));
}

function reasonOf({ statusCode, code }: z.infer<typeof restError>, place: string): StorageErrorReason {
  switch (statusCode) {
    case undefined:
      return { kind: 'unreachable', place };
    case 401:
    case 403:
      return { kind: 'refused', place };
    case 404:
      return { kind: 'notFound', place };
    case 409:
      return { kind: 'exists', place };
    default:
      return { kind: 'failed', place, code: code ?? String(statusCode) };
  }
}
