import type { JsonObject } from '../json.ts';
import type { Page, PageRequest } from '../page.ts';
import type { RegistrationState, SymmetricKeys } from './enrollment.ts';
import type { EnrollmentAddress, EnrollmentKind } from './enrollmentAddress.ts';
import type { EnrollmentRecord } from './enrollmentRecord.ts';

/**
 * One provisioning service, local or in Azure. Every call throws a `HubError` when the service or the network fails, an
 * `AbortError` when `signal` says so, and retries what is safe to retry by itself.
 */
export interface ProvisioningClient {
  /** Host and, if it is not 443, port: the name that connection strings carry. */
  readonly hostName: string;
  listEnrollments(kind: EnrollmentKind, page: PageRequest, signal?: AbortSignal): Promise<Page<EnrollmentRecord>>;
  getEnrollment(address: EnrollmentAddress, signal?: AbortSignal): Promise<EnrollmentRecord>;
  /** @throws HubError `enrollmentExists` */
  createEnrollment(address: EnrollmentAddress, document: JsonObject, signal?: AbortSignal): Promise<EnrollmentRecord>;
  /**
   * Replaces an enrollment if it still has `etag`. Keys that the document does not have stay as they are.
   * @throws HubError `enrollmentChanged`
   */
  replaceEnrollment(
    address: EnrollmentAddress,
    document: JsonObject,
    etag: string,
    signal?: AbortSignal,
  ): Promise<EnrollmentRecord>;
  /** The registrations of the enrollment go with it; devices stay on their hubs. */
  deleteEnrollment(address: EnrollmentAddress, signal?: AbortSignal): Promise<void>;
  /** Those of its device, or those from which the keys of a group's devices are derived. @throws HubError `noKeys` if its devices do not sign in with keys. */
  enrollmentKeys(address: EnrollmentAddress, signal?: AbortSignal): Promise<SymmetricKeys>;
  /** The devices of a group that have asked. */
  listRegistrations(groupId: string, page: PageRequest, signal?: AbortSignal): Promise<Page<RegistrationState>>;
  getRegistration(registrationId: string, signal?: AbortSignal): Promise<RegistrationState>;
  /** The device stays on its hub; the service knows nothing of it until it asks again. */
  deleteRegistration(registrationId: string, signal?: AbortSignal): Promise<void>;
}
