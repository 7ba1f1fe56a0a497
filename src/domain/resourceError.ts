import { type ProxyProblem, describeProxyProblem } from './network/proxyProblem.ts';

/** Why a resource manager did not do what it was asked. Code branches on this; people read the message. */
export type ResourceErrorReason =
  | { readonly kind: 'notFound'; readonly detail: string }
  | { readonly kind: 'changed'; readonly resource: string }
  | { readonly kind: 'unauthorized'; readonly detail: string }
  | { readonly kind: 'forbidden'; readonly detail: string }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'unreachable'; readonly place: string }
  | { readonly kind: 'proxy'; readonly place: string; readonly problem: ProxyProblem }
  | { readonly kind: 'serverFailure'; readonly httpStatus: number }
  | { readonly kind: 'operationFailed'; readonly code: string; readonly detail: string }
  | { readonly kind: 'setting'; readonly setting: string; readonly detail: string }
  | { readonly kind: 'idScopeUnknown'; readonly service: string }
  | { readonly kind: 'rejected'; readonly detail: string };

/** What the resource manager said, for the log. */
export interface ResourceErrorDetails {
  readonly httpStatus?: number;
  readonly code?: string;
}

/** An expected failure of a call to a resource manager, Azure's or a local one. */
export class ResourceError extends Error {
  override readonly name = 'ResourceError';

  constructor(
    readonly reason: ResourceErrorReason,
    readonly details: ResourceErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(describe(reason), options);
  }
}

function describe(reason: ResourceErrorReason): string {
  switch (reason.kind) {
    case 'notFound':
      return `It does not exist any more: ${reason.detail} Refresh the view.`;
    case 'changed':
      return `"${reason.resource}" was changed by someone else. Refresh the view and try again.`;
    case 'unauthorized':
      return `The resource manager refused the credentials: ${reason.detail} Sign in again, or restart the local hub.`;
    case 'forbidden':
      return `The resource manager does not allow this: ${reason.detail}`;
    case 'throttled':
      return reason.retryAfterSeconds === undefined
        ? 'The resource manager is throttling requests. Try again in a minute.'
        : `The resource manager is throttling requests. Try again in ${reason.retryAfterSeconds} s.`;
    case 'unreachable':
      return `The resource manager at ${reason.place} cannot be reached. Check that it runs and that the network is there.`;
    case 'proxy':
      return describeProxyProblem(reason.problem, reason.place);
    case 'serverFailure':
      return `The resource manager failed (HTTP ${reason.httpStatus}). Try again in a minute.`;
    case 'operationFailed':
      return `The operation failed with ${reason.code}: ${reason.detail}`;
    case 'setting':
      return `The setting ${reason.setting} cannot be used: ${reason.detail}`;
    case 'idScopeUnknown':
      return `The ID scope of "${reason.service}" is not known. Add the service again, with its ID scope.`;
    case 'rejected':
      return `The resource manager refused the request: ${reason.detail}`;
  }
}
