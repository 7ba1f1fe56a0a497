import * as z from 'zod/mini';
import { proxyFailure } from '../proxyFailure.ts';
import { withProxyWitness } from '../proxyWitness.ts';
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
    return await withProxyWitness(call);
  } catch (error) {
    throw translateStorageFailure(error, place);
  }
}

/** A bug, and what was cancelled, come back as they were thrown. */
export function translateStorageFailure(error: unknown, place: string): unknown {
  const problem = proxyFailure(error);
  if (problem) return new StorageError({ kind: 'proxy', place, problem });

  const parsed = restError.safeParse(error);
  return parsed.success ? new StorageError(reasonOf(parsed.data, place)) : error;
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
