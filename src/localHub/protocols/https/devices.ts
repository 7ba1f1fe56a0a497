import type { JsonObject } from '../../../domain/json.ts';
import type { IdentityRecord } from '../../store/identityRecord.ts';
import { bulkSize, runBulk } from '../../iotHub/bulkRegistry.ts';
import { identityEtag } from '../../iotHub/deviceDocument.ts';
import { HubFault } from '../../iotHub/hubFault.ts';
import { parseIdentityRequest, requestedName } from '../../iotHub/identityRequest.ts';
import type { IotHub } from '../../iotHub/iotHub.ts';
import { registryLimits } from '../../iotHub/registry.ts';
import { nameOf } from './parameters.ts';
import type { Route, ServiceRequest, ServiceResponse } from './router.ts';

const device = '/devices/:deviceId';
const module = `${device}/modules/:moduleId`;

/** The identity registry: `/devices`, and the modules of a device. */
export const deviceRoutes: readonly Route[] = [
  { method: 'GET', path: '/devices', right: 'registryRead', answer: list },
  { method: 'POST', path: '/devices', right: 'registryWrite', answer: bulk },
  { method: 'GET', path: `${device}/modules`, right: 'registryRead', answer: listModules },
  ...[device, module].flatMap((path): readonly Route[] => [
    { method: 'GET', path, right: 'registryRead', answer: get },
    { method: 'PUT', path, right: 'registryWrite', answer: put },
    { method: 'DELETE', path, right: 'registryWrite', answer: remove },
  ]),
];

function list({ hub, query }: ServiceRequest): ServiceResponse {
  hub.throttle.take('registryOperations');
  const top = Number(query.get('top') ?? registryLimits.list);
  if (!Number.isInteger(top) || top < 1) throw new HubFault('ArgumentInvalid', '"top" is not a number of devices.');

  return { body: hub.registry.list(top).map(record => hub.identityDocument(record)) };
}

function bulk({ hub, json }: ServiceRequest): ServiceResponse {
  const body = json();
  hub.throttle.take('registryOperations', bulkSize(body));
  const result = runBulk(hub, body);

  return { status: result.isSuccessful ? 200 : 400, body: result };
}

function listModules(request: ServiceRequest): ServiceResponse {
  const { hub } = request;
  hub.throttle.take('registryOperations');

  return { body: hub.registry.modulesOf(nameOf(request)).map(record => hub.identityDocument(record)) };
}

function get(request: ServiceRequest): ServiceResponse {
  request.hub.throttle.take('registryOperations');
  return show(request.hub, request.hub.registry.get(nameOf(request)));
}

/** Without `If-Match` it creates, with it it updates. */
function put(request: ServiceRequest): ServiceResponse {
  const { hub, header, json } = request;
  hub.throttle.take('registryOperations');
  const identity = parseIdentityRequest(json());
  if (requestedName(identity) !== nameOf(request)) {
    throw new HubFault(
      'ArgumentInvalid',
      `The body is about "${requestedName(identity)}", which is not in the address.`,
    );
  }

  const ifMatch = header('if-match');
  return show(hub, ifMatch === undefined ? hub.registry.create(identity) : hub.registry.update(identity, ifMatch));
}

function remove(request: ServiceRequest): ServiceResponse {
  request.hub.throttle.take('registryOperations');
  request.hub.registry.delete(nameOf(request), request.header('if-match'));

  return { status: 204 };
}

function show(hub: IotHub, record: IdentityRecord): ServiceResponse {
  const body: JsonObject = hub.identityDocument(record);
  return { headers: { etag: `"${identityEtag(record)}"` }, body };
}
