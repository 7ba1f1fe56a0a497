import { pageById } from '../../../provisioning/provisioningQuery.ts';
import type { ServiceResponse } from '../router.ts';
import { pageOf, type ProvisioningRequest, type ProvisioningRoute } from './provisioningRoute.ts';

/** What became of devices that asked: `/registrations`. */
export const registrationRoutes: readonly ProvisioningRoute[] = [
  { method: 'POST', path: '/registrations/:id/query', right: 'registrationStatusRead', answer: query },
  { method: 'GET', path: '/registrations/:id', right: 'registrationStatusRead', answer: get },
  { method: 'DELETE', path: '/registrations/:id', right: 'registrationStatusWrite', answer: remove },
];

/** The registrations of a group. @throws ProvisioningFault EnrollmentGroupNotFound */
function query(request: ProvisioningRequest): ServiceResponse {
  const { service, path } = request;
  const { size, continuation } = pageOf(request);
  const { id: groupId } = service.enrollments.get('group', path['id'] ?? '');
  const { registrations } = service;
  const page = pageById(size, continuation, (after, limit) => registrations.after('group', groupId, after, limit));

  return {
    headers: {
      'x-ms-item-type': 'deviceRegistration',
      ...(page.next === undefined ? {} : { 'x-ms-continuation': page.next }),
    },
    body: page.items.map(row => registrations.document(row)),
  };
}

function get({ service: { registrations }, path: { id = '' } }: ProvisioningRequest): ServiceResponse {
  return { body: registrations.document(registrations.get(id)) };
}

function remove({ service, path: { id = '' }, header }: ProvisioningRequest): ServiceResponse {
  service.registrations.delete(id, header('if-match'));
  return { status: 204 };
}
