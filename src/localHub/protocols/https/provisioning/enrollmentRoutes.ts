import { sameRegistrationId } from '../../../../domain/provisioning/registrationId.ts';
import { runBulkEnrollments } from '../../../provisioning/bulkEnrollments.ts';
import { attestationDocument } from '../../../provisioning/enrollmentDocument.ts';
import { parseEnrollmentRequest } from '../../../provisioning/enrollmentRequest.ts';
import { ProvisioningFault } from '../../../provisioning/provisioningFault.ts';
import { pageById } from '../../../provisioning/provisioningQuery.ts';
import type { EnrollmentKind } from '../../../store/enrollmentTable.ts';
import type { ServiceResponse } from '../router.ts';
import { pageOf, type ProvisioningRequest, type ProvisioningRoute } from './provisioningRoute.ts';

/** Enrollments of single devices and of groups: `/enrollments`, `/enrollmentGroups`. */
export const enrollmentRoutes: readonly ProvisioningRoute[] = [
  ...routesOf('individual', '/enrollments'),
  ...routesOf('group', '/enrollmentGroups'),
];

/** `…/query` stands before `…/:id`: there is nothing else to post to either. */
function routesOf(kind: EnrollmentKind, path: string): readonly ProvisioningRoute[] {
  const one = `${path}/:id`;
  return [
    { method: 'POST', path, right: 'enrollmentWrite', answer: request => bulk(kind, request) },
    { method: 'POST', path: `${path}/query`, right: 'enrollmentRead', answer: request => query(kind, request) },
    { method: 'GET', path: one, right: 'enrollmentRead', answer: request => get(kind, request) },
    { method: 'PUT', path: one, right: 'enrollmentWrite', answer: request => put(kind, request) },
    { method: 'DELETE', path: one, right: 'enrollmentWrite', answer: request => remove(kind, request) },
    {
      method: 'POST',
      path: `${one}/attestationmechanism`,
      right: 'enrollmentWrite',
      answer: ({ service, path: { id = '' } }) => ({
        body: attestationDocument(service.enrollments.get(kind, id).attestation),
      }),
    },
  ];
}

function bulk(kind: EnrollmentKind, { service, json }: ProvisioningRequest): ServiceResponse {
  return { body: runBulkEnrollments(service.enrollments, kind, json()) };
}

function query(kind: EnrollmentKind, request: ProvisioningRequest): ServiceResponse {
  const { service } = request;
  const { size, continuation } = pageOf(request);
  const page = pageById(size, continuation, (after, limit) => service.enrollments.after(kind, after, limit));
  const type = kind === 'individual' ? 'enrollment' : 'enrollmentGroup';

  return {
    headers: { 'x-ms-item-type': type, ...(page.next === undefined ? {} : { 'x-ms-continuation': page.next }) },
    body: page.items.map(enrollment => service.enrollmentDocument(enrollment)),
  };
}

function get(kind: EnrollmentKind, { service, path: { id = '' } }: ProvisioningRequest): ServiceResponse {
  return { body: service.enrollmentDocument(service.enrollments.get(kind, id)) };
}

/** Without `If-Match` it creates, with it it updates. */
function put(kind: EnrollmentKind, { service, path: { id = '' }, header, json }: ProvisioningRequest): ServiceResponse {
  const request = parseEnrollmentRequest(kind, json());
  if (!sameRegistrationId(request.id, id)) {
    throw new ProvisioningFault('ArgumentInvalid', `The body is about "${request.id}", which is not in the address.`);
  }

  const ifMatch = header('if-match');
  const enrollment =
    ifMatch === undefined ? service.enrollments.create(request) : service.enrollments.update(request, ifMatch);
  return { body: service.enrollmentDocument(enrollment) };
}

function remove(kind: EnrollmentKind, { service, path: { id = '' }, header }: ProvisioningRequest): ServiceResponse {
  service.enrollments.delete(kind, id, header('if-match'));
  return { status: 204 };
}
