import type { ServiceResponse } from '../protocols/https/router.ts';
import { ArmFault } from './armFault.ts';
import { type ArmRequest, type ArmRoute, named, routesOf } from './armRequest.ts';
import { anyVersion } from './apiVersions.ts';
import type { Operation } from './operations.ts';

const path = '/subscriptions/:subscriptionId/providers/:provider';
/** How soon clients are told to ask again: an operation here takes less. */
const retryAfterSeconds = 1;

/** Where clients ask how an operation is going: `Azure-AsyncOperation` and `Location`. */
export const operationRoutes: readonly ArmRoute[] = routesOf(anyVersion, [
  { method: 'GET', path: `${path}/operationStatuses/:operationId`, answer: status },
  { method: 'GET', path: `${path}/operationResults/:operationId`, answer: result },
]);

/** What a request answers that has begun an operation. */
export function begun(request: ArmRequest, provider: string, work: () => Promise<void>): Record<string, string> {
  const { arm, query } = request;
  const { id } = arm.operations.start(work);
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

/** 202 until it has ended, then 204, or what went wrong. */
function result(request: ArmRequest): ServiceResponse {
  const { state } = operationOf(request);
  switch (state.status) {
    case 'InProgress':
      return {
        status: 202,
        headers: {
          ...waiting(true),
          location: `${request.arm.endpoint}${pathOf(request)}?${request.query.toString()}`,
        },
      };
    case 'Succeeded':
      return { status: 204 };
    case 'Failed':
      throw new ArmFault(409, state.error.code, state.error.message);
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
    `The operation '${id}' is not known: this process has begun none of this id.`,
  );
}
