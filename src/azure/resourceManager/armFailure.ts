import { ResourceError, type ResourceErrorReason } from '../../domain/resourceError.ts';
import { proxyFailure } from '../proxyFailure.ts';
import { armFaultText, readArmFault } from './armFault.ts';
import type { ArmAnswer } from './armPipeline.ts';

/** The failure that an answer with a status of 300 or more tells of. */
export function answerFailure({ status, headers, body }: ArmAnswer, url: string): ResourceError {
  const fault = readArmFault(body);
  const detail = fault ? armFaultText(fault) : `HTTP ${status}.`;
  const reason = reasonOf(status, { detail, resource: nameIn(url), retryAfter: headers['retry-after'] });
  return new ResourceError(reason, { httpStatus: status, ...(fault ? { code: fault.code } : {}) });
}

export interface Told {
  readonly detail: string;
  /** What may have been changed by someone else. */
  readonly resource: string;
  readonly retryAfter?: string | undefined;
}

/** The reason that a status stands for. */
export function reasonOf(status: number, { detail, resource, retryAfter }: Told): ResourceErrorReason {
  switch (status) {
    case 401:
      return { kind: 'unauthorized', detail };
    case 403:
      return { kind: 'forbidden', detail };
    case 404:
      return { kind: 'notFound', detail };
    case 412:
      return { kind: 'changed', resource };
    case 429:
      return { kind: 'throttled', ...retryAfterOf(retryAfter) };
    default:
      return status >= 500 ? { kind: 'serverFailure', httpStatus: status } : { kind: 'rejected', detail };
  }
}

/** What a request failed with that got no answer; a bug, or a failure to sign in, comes back as it was thrown. */
export function sendingFailure(error: unknown, place: string): unknown {
  const problem = proxyFailure(error);
  if (problem) return new ResourceError({ kind: 'proxy', place, problem });

  const isRestError = error instanceof Error && error.name === 'RestError';
  return isRestError ? new ResourceError({ kind: 'unreachable', place }) : error;
}

function retryAfterOf(header: string | undefined) {
  const seconds = Number(header);
  return seconds > 0 ? { retryAfterSeconds: seconds } : {};
}

function nameIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
}
