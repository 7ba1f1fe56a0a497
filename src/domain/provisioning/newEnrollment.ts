import type { JsonObject } from '../json.ts';
import type { EnrollmentKind } from './enrollmentAddress.ts';
import { idMember } from './enrollmentDocument.ts';
import { type PolicyName, policyOf } from './reprovisionPolicies.ts';

export interface NewEnrollment {
  /** Host name of the only hub; empty for all that are linked. */
  readonly hub: string;
  readonly policy: PolicyName;
  /** PEM: of the device, or of who signs the devices of the group. Without it, devices have keys, which the service makes. */
  readonly certificate?: string;
}

/** The document of an enrollment that is to be created. */
export function newEnrollment(
  kind: EnrollmentKind,
  id: string,
  { hub, policy, certificate }: NewEnrollment,
): JsonObject {
  const reprovisionPolicy = policyOf(policy);

  return {
    [idMember[kind]]: id,
    attestation: certificate === undefined ? { type: 'symmetricKey' } : certificateAttestation(kind, certificate),
    provisioningStatus: 'enabled',
    ...(hub === '' ? {} : { allocationPolicy: 'static', iotHubs: [hub] }),
    ...(reprovisionPolicy ? { reprovisionPolicy: { ...reprovisionPolicy } } : {}),
    initialTwin: { tags: {}, properties: { desired: {} } },
  };
}

/** Two certificates are possible, so that one can be replaced; the secondary one comes by the document. */
export function certificateAttestation(kind: EnrollmentKind, certificate: string): JsonObject {
  const use = kind === 'group' ? 'signingCertificates' : 'clientCertificates';
  return { type: 'x509', x509: { [use]: { primary: { certificate } } } };
}
