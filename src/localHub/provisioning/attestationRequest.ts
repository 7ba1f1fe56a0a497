import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { checkSymmetricKey } from '../../domain/identityKeys.ts';
import type { PrimaryAndSecondary } from '../../domain/provisioning/enrollment.ts';
import type { EnrollmentKind } from '../store/enrollmentTable.ts';
import { readEnrolledCertificate, thumbprintOf } from './enrolledCertificate.ts';
import { ProvisioningFault } from './provisioningFault.ts';
import type { StoredAttestation } from './storedEnrollment.ts';
import { noTpm } from './tpm.ts';

/** Keys that the service makes by itself: IoT DPS, "Symmetric key attestation". */
const generatedKeyBytes = 64;

const text = z.optional(z.nullable(z.string()));
const certificate = z.optional(
  z.nullable(
    z.object({
      certificate: text,
      info: z.optional(z.nullable(z.object({ sha256Thumbprint: z.optional(z.string()) }))),
    }),
  ),
);
const certificates = z.optional(z.nullable(z.object({ primary: certificate, secondary: certificate })));

/** How devices are to prove who they are, as a client asks for it. */
export const attestationRequest = z.object({
  type: z.enum(['symmetricKey', 'x509', 'tpm', 'none']),
  symmetricKey: z.optional(z.nullable(z.object({ primaryKey: text, secondaryKey: text }))),
  x509: z.optional(
    z.nullable(
      z.object({
        clientCertificates: certificates,
        signingCertificates: certificates,
        caReferences: z.optional(z.nullable(z.object({ primary: text, secondary: text }))),
      }),
    ),
  ),
});

export type AttestationRequest = z.infer<typeof attestationRequest>;

type X509Request = NonNullable<AttestationRequest['x509']>;
type CertificateRequest = z.infer<typeof certificate>;

/**
 * What is stored of a request. Keys and certificates that it leaves out, as documents do that the service has given,
 * stay as they are; keys that never were are made.
 * @param isAuthority true for a name of an authority that enrollments may refer to.
 * @throws ProvisioningFault ArgumentInvalid
 */
export function storedAttestation(
  request: AttestationRequest,
  {
    kind,
    old,
    isAuthority,
  }: { kind: EnrollmentKind; old?: StoredAttestation | undefined; isAuthority: (name: string) => boolean },
): StoredAttestation {
  switch (request.type) {
    case 'symmetricKey': {
      const kept = old?.type === 'symmetricKey' ? old : undefined;
      return {
        type: 'symmetricKey',
        primaryKey: checkedKey(request.symmetricKey?.primaryKey) ?? kept?.primaryKey ?? newEnrollmentKey(),
        secondaryKey: checkedKey(request.symmetricKey?.secondaryKey) ?? kept?.secondaryKey ?? newEnrollmentKey(),
      };
    }
    case 'x509':
      return storedX509(request.x509 ?? {}, kind, old, isAuthority);
    case 'tpm':
      throw noTpm();
    case 'none':
      throw invalid('An enrollment needs an attestation: symmetric keys or X.509 certificates.');
  }
}

function newEnrollmentKey(): string {
  return randomBytes(generatedKeyBytes).toString('base64');
}

function storedX509(
  request: X509Request,
  kind: EnrollmentKind,
  old: StoredAttestation | undefined,
  isAuthority: (name: string) => boolean,
): StoredAttestation {
  const { clientCertificates, signingCertificates, caReferences } = request;
  if (caReferences) {
    return { type: 'x509', of: 'caReferences', values: checkedReferences(caReferences, isAuthority) };
  }

  const of = kind === 'individual' ? 'clientCertificates' : 'signingCertificates';
  const asked = kind === 'individual' ? clientCertificates : signingCertificates;
  if (!asked) throw invalid(`The attestation of this enrollment needs "x509.${of}", or "x509.caReferences".`);

  const kept = old?.type === 'x509' && old.of === of ? old.values : {};
  const primary = checkedCertificate(asked.primary, kept);
  const secondary = checkedCertificate(asked.secondary, kept);
  if (primary === undefined) throw invalid(`The attestation has no primary certificate in "x509.${of}".`);
  return { type: 'x509', of, values: { primary, ...(secondary === undefined ? {} : { secondary }) } };
}

function checkedKey(key: string | null | undefined): string | undefined {
  if (!key) return undefined;
  if (checkSymmetricKey(key) === undefined) return key;

  throw invalid('A symmetric key is base64 of 16 to 64 bytes.');
}

function checkedReferences(
  { primary, secondary }: NonNullable<X509Request['caReferences']>,
  isAuthority: (name: string) => boolean,
): PrimaryAndSecondary<string> {
  if (!primary) throw invalid('"x509.caReferences" names no primary authority.');
  for (const name of [primary, secondary]) {
    if (!name || isAuthority(name)) continue;

    throw invalid(
      `There is no certificate "${name}" that is verified: upload it to a linked hub, and verify it there.`,
    );
  }
  return { primary, ...(secondary ? { secondary } : {}) };
}

/** PEM of a certificate that was sent, or of the stored one whose thumbprint was. */
function checkedCertificate(asked: CertificateRequest, kept: PrimaryAndSecondary<string>): string | undefined {
  if (!asked) return undefined;
  if (asked.certificate) {
    const read = readEnrolledCertificate(asked.certificate);
    if (read) return read.toString();
    throw invalid('A certificate of the attestation cannot be read: it is neither PEM nor base64 of DER.');
  }

  const thumbprint = asked.info?.sha256Thumbprint;
  return Object.values(kept).find(pem => thumbprint !== undefined && hasThumbprint(pem, thumbprint));
}

function hasThumbprint(pem: string, sha256: string): boolean {
  const read = readEnrolledCertificate(pem);
  return read !== undefined && thumbprintOf(read.raw, 'sha256') === sha256.toUpperCase();
}

function invalid(message: string): ProvisioningFault {
  return new ProvisioningFault('ArgumentInvalid', message);
}
