import type { JsonObject } from '../../../domain/json.ts';
import type { DeviceRecord } from '../../store/deviceTable.ts';
import { bulkSize, runBulk } from '../../iotHub/bulkRegistry.ts';
import { identityEtag } from '../../iotHub/deviceDocument.ts';
import { HubFault } from '../../iotHub/hubFault.ts';
import { parseIdentityRequest } from '../../iotHub/identityRequest.ts';
import type { IotHub } from '../../iotHub/iotHub.ts';
import { listLimit } from '../../iotHub/registry.ts';
import { idOf } from './parameters.ts';
import type { Route, ServiceRequest, ServiceResponse } from './router.ts';

/** The identity registry: `/devices`. */
export const deviceRoutes: readonly Route[] = [
  { method: 'GET', path: '/devices', right: 'registryRead', answer: list },
  { method: 'POST', path: '/devices', right: 'registryWrite', answer: bulk },
  { method: 'GET', path: '/devices/:deviceId', right: 'registryRead', answer: get },
  { method: 'PUT', path: '/devices/:deviceId', right: 'registryWrite', answer: put },
  { method: 'DELETE', path: '/devices/:deviceId', right: 'registryWrite', answer: remove },
];

function list({ hub, query }: ServiceRequest): ServiceResponse {
  hub.throttle.take('registryOperations');
  const top = Number(query.get('top') ?? listLimit);
  if (!Number.isInteger(top) || top < 1) throw new HubFault('ArgumentInvalid', '"top" is not a number of devices.');

  return { body: hub.registry.list(top).map(record => hub.identityDocument(record)) };
}

function bulk({ hub, json }: ServiceRequest): ServiceResponse {
  const body = json();
  hub.throttle.take('registryOperations', bulkSize(body));
  const result = runBulk(hub.registry, body);

  return { status: result.isSuccessful ? 200 : 400, body: result };
}

function get(request: ServiceRequest): ServiceResponse {
  request.hub.throttle.take('registryOperations');
  return show(request.hub, request.hub.registry.get(idOf(request)));
}

/** Without `If-Match` it creates, with it it updates. */
function put(request: ServiceRequest): ServiceResponse {
  const { hub, header, json } = request;
  hub.throttle.take('registryOperations');
  const identity = parseIdentityRequest(json());
  if (identity.deviceId !== idOf(request)) {
    throw new HubFault('ArgumentInvalid', `The body's deviceId "${identity.deviceId}" is not the one of the address.`);
  }

  const ifMatch = header('if-match');
  return show(hub, ifMatch === undefined ? hub.registry.create(identity) : hub.registry.update(identity, ifMatch));
}

function remove(request: ServiceRequest): ServiceResponse {
  request.hub.throttle.take('registryOperations');
  request.hub.registry.delete(idOf(request), request.header('if-match'));

  return { status: 204 };
}

function show(hub: IotHub, record: DeviceRecord): ServiceResponse {
  const body: JsonObject = hub.identityDocument(record);
  return { headers: { etag: `"${identityEtag(record)}"` }, body };
}
