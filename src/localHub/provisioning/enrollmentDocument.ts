import type { Json, JsonObject } from '../../domain/json.ts';
import { certificateInfo, readEnrolledCertificate } from './enrolledCertificate.ts';
import type { StoredAttestation, StoredEnrollment } from './storedEnrollment.ts';

/** The enrollment as `GET /enrollments/{id}` and `GET /enrollmentGroups/{id}` show it: without keys. */
export function enrollmentDocument(enrollment: StoredEnrollment): JsonObject {
  const { kind, id, createdMs, updatedMs, settings } = enrollment;
  return {
    ...(kind === 'individual' ? { registrationId: id } : { enrollmentGroupId: id }),
    attestation: attestationWithoutKeys(enrollment.attestation),
    ...(settings as unknown as JsonObject),
    etag: `"${enrollmentEtag(enrollment)}"`,
    createdDateTimeUtc: new Date(createdMs).toISOString(),
    lastUpdatedDateTimeUtc: new Date(updatedMs).toISOString(),
  };
}

/** The etag without the quotes with which documents show it. */
export function enrollmentEtag({ etag }: { readonly etag: number }): string {
  return etag.toString(16).padStart(8, '0');
}

/** The attestation as `POST …/attestationmechanism` shows it: with keys. */
export function attestationDocument(attestation: StoredAttestation): JsonObject {
  if (attestation.type === 'x509') return attestationWithoutKeys(attestation);

  const { type, primaryKey, secondaryKey } = attestation;
  return { type, symmetricKey: { primaryKey, secondaryKey } };
}

/** Of certificates only what was read in them comes back. */
function attestationWithoutKeys(attestation: StoredAttestation): JsonObject {
  if (attestation.type === 'symmetricKey') return { type: 'symmetricKey' };

  const { type, of, values } = attestation;
  const shown = Object.entries(values).map(([place, value]) => [place, of === 'caReferences' ? value : infoOf(value)]);
  return { type, x509: { [of]: Object.fromEntries(shown) as Json } };
}

function infoOf(pem: string): JsonObject {
  const certificate = readEnrolledCertificate(pem);
  return certificate ? { info: certificateInfo(certificate) as unknown as JsonObject } : {};
}
