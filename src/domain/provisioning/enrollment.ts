import type { DeviceCapabilities } from '../device.ts';
import type { JsonObject } from '../json.ts';
import type { Secret } from '../secret.ts';

/** How a device provisioning service chooses a hub: IoT DPS, "How to use allocation policies". */
export const allocationPolicies = ['hashed', 'geoLatency', 'static', 'custom'] as const;
export type AllocationPolicy = (typeof allocationPolicies)[number];

/** What happens to a device that asks again: IoT DPS, "IoT Hub Device reprovisioning concepts". */
export interface ReprovisionPolicy {
  /** False keeps a device on the hub that it has. */
  readonly updateHubAssignment: boolean;
  /** True moves what the hub knows of the device, false begins anew with the initial twin. */
  readonly migrateDeviceData: boolean;
}

/** Where to ask which hub a device gets. */
export interface CustomAllocationDefinition {
  readonly webhookUrl: string;
  readonly apiVersion: string;
}

/** The twin that a device begins with. */
export interface InitialTwin {
  readonly tags?: JsonObject;
  readonly properties?: { readonly desired?: JsonObject };
}

export interface SymmetricKeys {
  readonly primaryKey: Secret;
  readonly secondaryKey: Secret;
}

/** What the service read in a certificate. Times are ISO 8601 in UTC. */
export interface CertificateInfo {
  readonly subjectName: string;
  readonly sha1Thumbprint: string;
  readonly sha256Thumbprint: string;
  readonly issuerName: string;
  readonly notBeforeUtc: string;
  readonly notAfterUtc: string;
  readonly serialNumber: string;
  readonly version: number;
}

/** `certificate` (PEM, or base64 of DER) is only sent, `info` only received. */
export interface EnrolledCertificate {
  readonly certificate?: string;
  readonly info?: CertificateInfo;
}

/** Two, so that one can be replaced while devices use the other. */
export interface PrimaryAndSecondary<T> {
  readonly primary?: T;
  readonly secondary?: T;
}

/** One of the three: certificates of devices (individual), of who signs them (group), or names of authorities. */
export interface X509Attestation {
  readonly clientCertificates?: PrimaryAndSecondary<EnrolledCertificate>;
  readonly signingCertificates?: PrimaryAndSecondary<EnrolledCertificate>;
  readonly caReferences?: PrimaryAndSecondary<string>;
}

/** How devices prove who they are. Keys come only where they were asked for. */
export type Attestation =
  | { readonly type: 'symmetricKey'; readonly symmetricKey?: SymmetricKeys }
  | { readonly type: 'x509'; readonly x509: X509Attestation }
  | { readonly type: 'tpm'; readonly tpm: { readonly endorsementKey: string; readonly storageRootKey?: string } };

/** What an enrollment says of hubs. */
export interface EnrollmentAllocation {
  /** Absent for the policy of the service. */
  readonly allocationPolicy?: AllocationPolicy;
  /** Host names of linked hubs among which to choose; absent or empty for all of them. */
  readonly iotHubs?: readonly string[];
  /** The one hub of older clients: as an only member of `iotHubs`. */
  readonly iotHubHostName?: string;
  readonly customAllocationDefinition?: CustomAllocationDefinition;
}

interface Enrollment extends EnrollmentAllocation {
  readonly attestation: Attestation;
  readonly capabilities?: DeviceCapabilities;
  readonly initialTwin?: InitialTwin;
  /** Absent in enrollments of before September 2018, and where somebody left it out: see `reprovisioningRule`. */
  readonly reprovisionPolicy?: ReprovisionPolicy;
  readonly provisioningStatus: 'enabled' | 'disabled';
  readonly etag?: string;
  /** ISO 8601, UTC. */
  readonly createdDateTimeUtc?: string;
  readonly lastUpdatedDateTimeUtc?: string;
}

/** One device that may ask for its hub. */
export interface IndividualEnrollment extends Enrollment {
  readonly registrationId: string;
  /** The id that the device gets in its hub; absent for its registration id. */
  readonly deviceId?: string;
  readonly registrationState?: RegistrationState;
  readonly optionalDeviceInformation?: JsonObject;
}

/** Devices that may ask for their hubs, because they have keys or certificates of one origin. */
export interface EnrollmentGroup extends Enrollment {
  readonly enrollmentGroupId: string;
}

export const registrationStatuses = ['unassigned', 'assigning', 'assigned', 'failed', 'disabled'] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

export const registrationSubstatuses = [
  'initialAssignment',
  'deviceDataMigrated',
  'deviceDataReset',
  'reprovisionedToInitialAssignment',
] as const;
export type RegistrationSubstatus = (typeof registrationSubstatuses)[number];

/** What became of a device's request. Times are ISO 8601 in UTC. */
export interface RegistrationState {
  readonly registrationId: string;
  readonly status: RegistrationStatus;
  readonly substatus?: RegistrationSubstatus;
  /** Host name. */
  readonly assignedHub?: string;
  readonly deviceId?: string;
  readonly createdDateTimeUtc?: string;
  readonly lastUpdatedDateTimeUtc?: string;
  readonly errorCode?: number;
  readonly errorMessage?: string;
  readonly etag?: string;
}
