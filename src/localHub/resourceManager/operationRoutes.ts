import type { ServiceResponse } from '../protocols/https/router.ts';
import { anyVersion } from './apiVersions.ts';
import { ArmFault } from './armFault.ts';
import { type ArmRequest, type ArmRoute, named, routesOf } from './armRequest.ts';
import { findById } from './lookUp.ts';
import type { Operation } from './operations.ts';

const path = '/subscriptions/:subscriptionId/providers/:provider';
/** How soon clients are told to ask again: an operation here takes less. */
const retryAfterSeconds = 1;

/** Where clients ask how an operation is going: `Azure-AsyncOperation` and `Location`. */
export const operationRoutes: readonly ArmRoute[] = routesOf(anyVersion, [
  { method: 'GET', path: `${path}/operationStatuses/:operationId`, answer: status },
  { method: 'GET', path: `${path}/operationResults/:operationId`, answer: result },
]);

/** Tells where to ask for an operation, and when. */
export interface BegunHeaders extends Readonly<Record<string, string>> {
  readonly 'azure-asyncoperation': string;
  readonly location: string;
  readonly 'retry-after': string;
}

/** What a request answers that has begun an operation. */
export function begun(
  { arm, query }: ArmRequest,
  what: Pick<Operation, 'action' | 'target'>,
  work: () => Promise<void>,
): BegunHeaders {
  const { id } = arm.operations.start(what, work);
  const provider =
    /\/providers\/(?<namespace>[^/]+)\//i.exec(what.target)?.groups?.['namespace'] ?? 'Microsoft.Resources';
  const version = encodeURIComponent(query.get('api-version') ?? '');
  const addressOf = (kind: string) =>
    `${arm.endpoint}/subscriptions/${arm.subscriptionId}/providers/${provider}/${kind}/${id}?api-version=${version}`;

  return {
    'azure-asyncoperation': addressOf('operationStatuses'),
    location: addressOf('operationResults'),
    'retry-after': String(retryAfterSeconds),
  };
}

/** 200 whatever became of it: the body says. */
function status(request: ArmRequest): ServiceResponse {
  const { id, startMs, endMs, state } = operationOf(request);
  const times = {
    startTime: new Date(startMs).toISOString(),
    ...(endMs === undefined ? {} : { endTime: new Date(endMs).toISOString() }),
  };

  return {
    headers: waiting(state.status === 'InProgress'),
    body: { id: pathOf(request), name: id, ...state, ...times },
  };
}

/** 202 until it has ended, then what it made, 204 if that is gone, 200 for what else was done, or what went wrong. */
async function result(request: ArmRequest): Promise<ServiceResponse> {
  const { action, target, state } = operationOf(request);
  switch (state.status) {
    case 'InProgress':
      return {
        status: 202,
        headers: {
          ...waiting(true),
          location: `${request.arm.endpoint}${pathOf(request)}?${request.query.toString()}`,
        },
      };
    case 'Succeeded': {
      if (action === 'act') return { status: 200 };
      const made = action === 'create' ? await findById(request.arm, target) : undefined;
      return made ? { body: made } : { status: 204 };
    }
    case 'Canceled':
      throw new ArmFault(409, 'OperationCanceled', 'The operation was canceled.');
    case 'Failed': {
      const { code, message, ...more } = state.error;
      throw new ArmFault(409, code, message, {}, more);
    }
  }
}

function waiting(isWaiting: boolean): Record<string, string> {
  return isWaiting ? { 'retry-after': String(retryAfterSeconds) } : {};
}

function pathOf({ arm, path: { provider = '', operationId = '' } }: ArmRequest): string {
  return `/subscriptions/${arm.subscriptionId}/providers/${provider}/operationResults/${operationId}`;
}

function operationOf(request: ArmRequest): Operation {
  const id = named(request, 'operationId');
  const operation = request.arm.operations.get(id);
  if (operation) return operation;

  throw new ArmFault(
    404,
    'OperationNotFound',
    `The operation '${id}' is not known: there was none of this id, or it ended long ago.`,
  );
}
