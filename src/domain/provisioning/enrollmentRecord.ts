import type { JsonObject } from '../json.ts';
import type { CertificateInfo, EnrollmentAllocation, RegistrationState, ReprovisionPolicy } from './enrollment.ts';
import type { EnrollmentAddress } from './enrollmentAddress.ts';

/** What the service says of a certificate of an enrollment, and where: the keys from the top of the document down. */
export interface CertificateRecord {
  readonly path: readonly string[];
  readonly info: Pick<CertificateInfo, 'subjectName' | 'sha1Thumbprint' | 'sha256Thumbprint' | 'notAfterUtc'>;
}

/** An enrollment as the service shows it. Keys are never part of it. */
export interface EnrollmentRecord extends EnrollmentAllocation {
  readonly address: EnrollmentAddress;
  readonly etag: string;
  readonly provisioningStatus: 'enabled' | 'disabled';
  readonly attestation: 'symmetricKey' | 'x509' | 'tpm' | 'none';
  readonly certificates: readonly CertificateRecord[];
  /** The id that the device gets on its hub; that of its registration if absent. Only of individual enrollments. */
  readonly deviceId?: string;
  readonly reprovisionPolicy?: ReprovisionPolicy;
  /** Only of an individual enrollment whose device has asked. */
  readonly registration?: RegistrationState;
  /** All of it, as it came, but for keys. */
  readonly document: JsonObject;
}
