import type { X509Certificate } from 'node:crypto';
import { sameRegistrationId } from '../../domain/provisioning/registrationId.ts';
import { commonName, isCurrent, leadsTo, readCertificate } from '../certificates/certificateChain.ts';
import type { DeviceCredentials, PresentedCertificate } from '../iotHub/deviceSide.ts';
import { expiresAtMs, isSignedBy, parseSharedAccessSignature } from '../iotHub/sharedAccessSignature.ts';
import type { AttestedDevice, HubAuthentication } from './attestedDevice.ts';
import { derivedKey } from './derivedKey.ts';
import { certificateInfo, readEnrolledCertificate, thumbprintOf } from './enrolledCertificate.ts';
import type { Enrollments } from './enrollments.ts';
import { ProvisioningFault } from './provisioningFault.ts';
import type { StoredAttestation, StoredEnrollment } from './storedEnrollment.ts';

/** What the check of a device needs to know of the service. */
export interface ProvisioningTrust {
  readonly idScope: string;
  readonly enrollments: Enrollments;
  /** An authority that enrollments may refer to, by its name. */
  readonly authorityOf: (name: string) => X509Certificate | undefined;
  readonly now: () => number;
}

/** Who a device says that it is. */
export interface DeviceClaim {
  readonly idScope: string;
  readonly registrationId: string;
  /** Nothing for a device that shows neither a token nor a certificate. */
  readonly credentials: DeviceCredentials | undefined;
}

type Proof = Pick<AttestedDevice, 'authentication' | 'certificate' | 'expiresAtMs'>;
type X509Attestation = Extract<StoredAttestation, { type: 'x509' }>;
type SymmetricKeyAttestation = Extract<StoredAttestation, { type: 'symmetricKey' }>;

/**
 * Finds the enrollment of a device and checks what it shows. An enrollment of its own counts before any group.
 * @throws ProvisioningFault Unauthorized; what is wrong is in its message, which is for the person at the local hub.
 */
export function attest(claim: DeviceClaim, trust: ProvisioningTrust): AttestedDevice {
  if (claim.idScope !== trust.idScope) throw refused(`the id scope of this service is not "${claim.idScope}"`);

  const own = trust.enrollments.find('individual', claim.registrationId);
  const candidates = own ? [own] : trust.enrollments.groups();
  let why = 'no enrollment is for it';
  for (const enrollment of candidates) {
    const proof = prove(claim, enrollment, trust);
    if (typeof proof === 'string') why = own ? proof : `no enrollment is for it, and ${proof} of any group`;
    else if (enrollment.settings.provisioningStatus === 'disabled') throw refused('its enrollment is disabled');
    else
      return {
        ...proof,
        registrationId: claim.registrationId,
        enrollmentKind: enrollment.kind,
        enrollmentId: enrollment.id,
      };
  }
  throw refused(why);
}

/** What the device proved by the enrollment's attestation, or why it did not. */
function prove(claim: DeviceClaim, { kind, attestation }: StoredEnrollment, trust: ProvisioningTrust): Proof | string {
  const { credentials } = claim;
  if (!credentials) return 'it shows neither a token nor a certificate';
  if (attestation.type === 'symmetricKey') {
    return credentials.kind === 'sas'
      ? proveByKey(claim, credentials.token, keysFor(claim, kind, attestation), trust)
      : 'it shows a certificate and not the key';
  }
  return credentials.kind === 'x509'
    ? proveByCertificate(claim, credentials.certificate, attestation, trust)
    : 'it shows a token and not the certificate';
}

interface DeviceKeys {
  readonly primaryKey: string;
  readonly secondaryKey: string;
}

function keysFor(
  { registrationId }: DeviceClaim,
  kind: StoredEnrollment['kind'],
  keys: SymmetricKeyAttestation,
): DeviceKeys {
  if (kind === 'individual') return keys;
  return {
    primaryKey: derivedKey(keys.primaryKey, registrationId),
    secondaryKey: derivedKey(keys.secondaryKey, registrationId),
  };
}

function proveByKey(
  { idScope, registrationId }: DeviceClaim,
  text: string,
  { primaryKey, secondaryKey }: DeviceKeys,
  { now }: ProvisioningTrust,
): Proof | string {
  const token = parseSharedAccessSignature(text);
  if (!token) return 'its token cannot be read';
  if (expiresAtMs(token) <= now()) return 'its token has expired';
  if (!sameRegistrationId(token.resource, `${idScope}/registrations/${registrationId}`)) {
    return 'its token is for another registration';
  }
  if (!isSignedBy(token, [primaryKey, secondaryKey])) return 'its key is not the one';

  return {
    authentication: { type: 'sas', symmetricKey: { primaryKey, secondaryKey } },
    expiresAtMs: expiresAtMs(token),
  };
}

function proveByCertificate(
  { registrationId }: DeviceClaim,
  presented: PresentedCertificate,
  attestation: X509Attestation,
  trust: ProvisioningTrust,
): Proof | string {
  const leaf = readCertificate(presented.raw);
  if (!leaf) return 'its certificate cannot be read';
  if (!isCurrent(leaf, trust.now())) return 'its certificate has expired or is not yet valid';
  if (!sameRegistrationId(commonName(leaf) ?? '', registrationId)) {
    return "its certificate's common name is not its registration id";
  }

  const certificate = certificateInfo(leaf);
  if (attestation.of === 'clientCertificates') {
    const enrolled = Object.values(attestation.values).map(thumbprint);
    if (!enrolled.includes(certificate.sha256Thumbprint)) return 'its certificate is not the one';
    return { authentication: byThumbprints(enrolled), certificate };
  }

  const between = presented.chain.map(readCertificate).filter(each => each !== undefined);
  if (!leadsTo(signersOf(attestation, trust), leaf, between, trust.now())) {
    return 'its certificate is not signed by the authority';
  }
  return { authentication: byThumbprints([certificate.sha256Thumbprint]), certificate };
}

/** Assumed, as rolling certificates is documented so: hubs know devices by the thumbprint that they last came with. */
function byThumbprints([
  primaryThumbprint,
  secondaryThumbprint = primaryThumbprint,
]: readonly string[]): HubAuthentication {
  return { type: 'selfSigned', x509Thumbprint: { primaryThumbprint, secondaryThumbprint } };
}

function thumbprint(pem: string): string {
  const certificate = readEnrolledCertificate(pem);
  return certificate ? thumbprintOf(certificate.raw, 'sha256') : '';
}

function signersOf({ of, values }: X509Attestation, { authorityOf }: ProvisioningTrust): readonly X509Certificate[] {
  const read = of === 'caReferences' ? authorityOf : readEnrolledCertificate;
  return Object.values(values)
    .map(read)
    .filter(certificate => certificate !== undefined);
}

function refused(why: string): ProvisioningFault {
  return new ProvisioningFault('Unauthorized', `Unauthorized: ${why}.`);
}
