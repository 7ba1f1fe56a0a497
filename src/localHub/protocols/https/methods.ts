import { nameOf } from './parameters.ts';
import type { Route, ServiceRequest, ServiceResponse } from './router.ts';

/** Direct methods: `/twins/{id}/methods`, and those of modules. */
export const methodRoutes: readonly Route[] = [
  { method: 'POST', path: '/twins/:deviceId/methods', right: 'serviceConnect', notInBasic: true, answer: invoke },
  {
    method: 'POST',
    path: '/twins/:deviceId/modules/:moduleId/methods',
    right: 'serviceConnect',
    notInBasic: true,
    answer: invoke,
  },
];

async function invoke(request: ServiceRequest): Promise<ServiceResponse> {
  return { body: await request.hub.methods.invoke(nameOf(request), request.json()) };
}
