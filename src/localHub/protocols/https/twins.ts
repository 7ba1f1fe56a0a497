import type { DeviceRecord } from '../../store/deviceTable.ts';
import { twinEtag } from '../../iotHub/deviceDocument.ts';
import type { IotHub } from '../../iotHub/iotHub.ts';
import { idOf } from './parameters.ts';
import type { Route, ServiceRequest, ServiceResponse } from './router.ts';

/** Device twins: `/twins`. */
export const twinRoutes: readonly Route[] = [
  { method: 'GET', path: '/twins/:deviceId', right: 'serviceConnect', answer: get },
  { method: 'PATCH', path: '/twins/:deviceId', right: 'serviceConnect', answer: patch },
  { method: 'PUT', path: '/twins/:deviceId', right: 'serviceConnect', answer: replace },
];

function get(request: ServiceRequest): ServiceResponse {
  request.hub.throttle.take('twinReads');
  return show(request.hub, request.hub.registry.get(idOf(request)));
}

function patch(request: ServiceRequest): ServiceResponse {
  request.hub.throttle.take('twinUpdates');
  return show(request.hub, request.hub.twins.patch(idOf(request), request.json(), request.header('if-match')));
}

function replace(request: ServiceRequest): ServiceResponse {
  request.hub.throttle.take('twinUpdates');
  return show(request.hub, request.hub.twins.replace(idOf(request), request.json(), request.header('if-match')));
}

function show(hub: IotHub, record: DeviceRecord): ServiceResponse {
  return { headers: { etag: `"${twinEtag(record)}"` }, body: hub.twinDocument(record) };
}
