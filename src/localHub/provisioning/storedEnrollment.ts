import type { IndividualEnrollment, PrimaryAndSecondary } from '../../domain/provisioning/enrollment.ts';
import type { EnrollmentKind, EnrollmentRow } from '../store/enrollmentTable.ts';

/** Certificates are PEM; authorities are named. */
export type StoredAttestation =
  | { readonly type: 'symmetricKey'; readonly primaryKey: string; readonly secondaryKey: string }
  | {
      readonly type: 'x509';
      readonly of: 'clientCertificates' | 'signingCertificates' | 'caReferences';
      readonly values: PrimaryAndSecondary<string>;
    };

/** What an enrollment says, apart from how devices prove who they are. */
export type EnrollmentSettings = Pick<
  IndividualEnrollment,
  | 'deviceId'
  | 'capabilities'
  | 'initialTwin'
  | 'reprovisionPolicy'
  | 'provisioningStatus'
  | 'allocationPolicy'
  | 'iotHubs'
  | 'iotHubHostName'
  | 'customAllocationDefinition'
  | 'optionalDeviceInformation'
>;

/** An enrollment of a local provisioning service. Times are milliseconds since 1970. */
export interface StoredEnrollment {
  readonly kind: EnrollmentKind;
  /** Registration id or enrollment group id, as it was first written. */
  readonly id: string;
  readonly etag: number;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly attestation: StoredAttestation;
  readonly settings: EnrollmentSettings;
}

/** Reads what {@link toRow} wrote. */
export function fromRow(row: EnrollmentRow): StoredEnrollment {
  return {
    ...row,
    attestation: JSON.parse(row.attestation) as StoredAttestation,
    settings: JSON.parse(row.settings) as EnrollmentSettings,
  };
}

export function toRow(enrollment: StoredEnrollment): EnrollmentRow {
  return {
    ...enrollment,
    attestation: JSON.stringify(enrollment.attestation),
    settings: JSON.stringify(enrollment.settings),
  };
}
