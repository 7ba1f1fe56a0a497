import type { ProvisioningClient } from '../../domain/provisioning/provisioningClient.ts';
import type { HubEndpoint } from '../endpoint.ts';
import type { HubClientOptions } from '../iotHub/hubClient.ts';
import {
  createEnrollment,
  deleteEnrollment,
  enrollmentKeys,
  getEnrollment,
  listEnrollments,
  replaceEnrollment,
} from './enrollments.ts';
import { ProvisioningCalls } from './provisioningCalls.ts';
import { deleteRegistration, getRegistration, listRegistrations } from './registrations.ts';

/** The provisioning service at `endpoint`, through its official client, which is loaded at the first call. */
export function createProvisioningClient(
  endpoint: HubEndpoint,
  { name, onWait }: HubClientOptions = {},
): ProvisioningClient {
  const calls = new ProvisioningCalls(endpoint, name ?? endpoint.hostName, onWait);

  return {
    hostName: endpoint.hostName,
    listEnrollments: (kind, page, signal) => listEnrollments(calls, kind, page, signal),
    getEnrollment: (address, signal) => getEnrollment(calls, address, signal),
    createEnrollment: (address, document, signal) => createEnrollment(calls, address, document, signal),
    replaceEnrollment: (address, document, etag, signal) =>
      replaceEnrollment(calls, address, document, { etag, signal }),
    deleteEnrollment: (address, signal) => deleteEnrollment(calls, address, signal),
    enrollmentKeys: (address, signal) => enrollmentKeys(calls, address, signal),
    listRegistrations: (groupId, page, signal) => listRegistrations(calls, groupId, page, signal),
    getRegistration: (registrationId, signal) => getRegistration(calls, registrationId, signal),
    deleteRegistration: (registrationId, signal) => deleteRegistration(calls, registrationId, signal),
  };
}
