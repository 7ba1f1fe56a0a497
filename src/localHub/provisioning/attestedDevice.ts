import type { CertificateInfo } from '../../domain/provisioning/enrollment.ts';
import type { IdentityRequest } from '../iotHub/identityRequest.ts';
import type { EnrollmentKind } from '../store/enrollmentTable.ts';

/** How the device is to authenticate at its hub. */
export type HubAuthentication = NonNullable<IdentityRequest['authentication']>;

/** A device that proved who it is. It is JSON as it stands, and kept while its request is worked on. */
export interface AttestedDevice {
  readonly registrationId: string;
  /** The enrollment by which it came in. */
  readonly enrollmentKind: EnrollmentKind;
  readonly enrollmentId: string;
  readonly authentication: HubAuthentication;
  /** The certificate that it showed, if it showed one. */
  readonly certificate?: CertificateInfo;
  /** When its token ends: milliseconds since 1970. */
  readonly expiresAtMs?: number;
}
