import type { JsonObject } from '../json.ts';
import type { SymmetricKeys } from './enrollment.ts';
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

/** Of a group, what an enrollment of one of its devices has in common with it. */
const commonMembers: ReadonlySet<string> = new Set(['capabilities', 'initialTwin', 'provisioningStatus']);

/**
 * The document of an enrollment of its own for a device of a group, before which the group does not count any more.
 * @param members what it says of hubs and of the policy.
 * @param keys those of the device, as derived from the keys of the group: the device notices nothing.
 */
export function ownEnrollment(
  group: JsonObject,
  registrationId: string,
  { members, keys }: { readonly members: JsonObject; readonly keys: SymmetricKeys },
): JsonObject {
  const common = Object.entries(group).filter(([key, value]) => commonMembers.has(key) && value !== null);
  const symmetricKey = { primaryKey: keys.primaryKey.reveal(), secondaryKey: keys.secondaryKey.reveal() };

  return {
    [idMember.individual]: registrationId,
    attestation: { type: 'symmetricKey', symmetricKey },
    ...Object.fromEntries(common),
    ...members,
  };
}
