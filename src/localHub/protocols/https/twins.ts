import type { IdentityRecord } from '../../store/identityRecord.ts';
import { twinEtag } from '../../iotHub/deviceDocument.ts';
import type { IotHub } from '../../iotHub/iotHub.ts';
import { nameOf } from './parameters.ts';
import type { Route, ServiceRequest, ServiceResponse } from './router.ts';

/** Twins of devices and modules: `/twins`. */
export const twinRoutes: readonly Route[] = ['/twins/:deviceId', '/twins/:deviceId/modules/:moduleId'].flatMap(
  (path): readonly Route[] => [
    { method: 'GET', path, right: 'serviceConnect', notInBasic: true, answer: get },
    { method: 'PATCH', path, right: 'serviceConnect', notInBasic: true, answer: patch },
    { method: 'PUT', path, right: 'serviceConnect', notInBasic: true, answer: replace },
  ],
);

function get(request: ServiceRequest): ServiceResponse {
  request.hub.throttle.take('twinReads');
  return show(request.hub, request.hub.registry.get(nameOf(request)));
}

function patch(request: ServiceRequest): ServiceResponse {
  request.hub.throttle.take('twinUpdates');
  return show(request.hub, request.hub.twins.patch(nameOf(request), request.json(), request.header('if-match')));
}

function replace(request: ServiceRequest): ServiceResponse {
  request.hub.throttle.take('twinUpdates');
  return show(request.hub, request.hub.twins.replace(nameOf(request), request.json(), request.header('if-match')));
}

function show(hub: IotHub, record: IdentityRecord): ServiceResponse {
  return { headers: { etag: `"${twinEtag(record)}"` }, body: hub.twinDocument(record) };
}
