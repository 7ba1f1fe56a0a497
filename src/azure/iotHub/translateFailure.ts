import { HubError, type HubErrorReason } from '../../domain/hubError.ts';
import { identityLabel } from '../../domain/identityAddress.ts';
import { type ProxyProblem, refusedByProxy } from '../../domain/network/proxyProblem.ts';
import { proxyFailure } from '../proxyFailure.ts';
import type { Fate, Subject } from './subject.ts';
import { type FailedAnswer, translateAnswer } from './translateAnswer.ts';
import { UnreadableAnswer } from './unreadableAnswer.ts';

/** OpenSSL's and Node's words for a certificate that does not hold. */
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)|ALTNAME_INVALID|HOSTNAME_MISMATCH/;

type Translate = (answer: FailedAnswer, subject: Subject) => HubError;

/**
 * The {@link HubError} for whatever a request of an official client failed with; a bug comes back as it was thrown.
 * @param translate tells of an answer with a status of 300 or more; by default, that of a hub.
 */
export function translateFailure(
  error: unknown,
  subject: Subject,
  fate: Fate,
  translate: Translate = translateAnswer,
): unknown {
  if (error instanceof HubError) return error;
  if (isAnswered(error)) {
    const answer = answerIn(error);
    return fate.answeredByProxy ? stopped(refusedByProxy(answer.httpStatus), subject) : translate(answer, subject);
  }
  if (fate.timedOut) return new HubError(lost(subject, fate), {}, { cause: error });

  const problem = proxyFailure(error);
  if (problem) return stopped(problem, subject);

  const code = codeOf(error);
  if (code !== undefined) {
    const reason: HubErrorReason = untrusted.test(code) ? { kind: 'untrusted', hub: subject.hub } : lost(subject, fate);
    return new HubError(reason, { serviceMessage: code }, { cause: error });
  }
  if (error instanceof UnreadableAnswer || error instanceof SyntaxError) return unreadable(subject, error);
  return error;
}

interface Answered {
  readonly response: { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> };
  readonly responseBody?: unknown;
}

/** The official clients leave the answer in the error, and in its message only what they make of it. */
function isAnswered(error: unknown): error is Answered {
  return error instanceof Error && 'response' in error && error.response !== undefined;
}

/** Without a cause: the error of azure-iothub holds on to its request, and that to its Authorization header. */
function answerIn(error: Answered): FailedAnswer {
  const { statusCode, headers } = error.response;
  const body = typeof error.responseBody === 'string' ? error.responseBody : '';

  return { httpStatus: statusCode, retryAfter: headers['retry-after'], body };
}

function lost({ hub, method, ...address }: Subject, { maybeSent, timedOut }: Fate): HubErrorReason {
  if (!method || !maybeSent) return { kind: 'unreachable', hub };
  const deviceId = identityLabel({ deviceId: '', ...address });
  return timedOut
    ? { kind: 'noAnswer', deviceId, timeoutInSeconds: method.timeoutInSeconds }
    : { kind: 'mayHaveRun', deviceId, methodName: method.methodName };
}

/** By a proxy: the request did not reach the service. */
function stopped(problem: ProxyProblem, { hub }: Subject): HubError {
  return new HubError({ kind: 'proxy', hub, problem });
}

function unreadable({ hub }: Subject, cause: Error): HubError {
  const detail = 'its answer is not one of this service. Check the host name and the proxy.';
  return new HubError({ kind: 'rejected', hub, detail }, { serviceMessage: cause.message }, { cause });
}

/** The code of a failure of the network. A TypeError has one too, and is a bug. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof TypeError) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
