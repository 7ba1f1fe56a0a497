import { type JsonObject, isJsonObject } from '../../../domain/json.ts';
import type { EnrollmentKind } from '../../../domain/provisioning/enrollmentAddress.ts';

/** Two certificates have a place, so that one can be replaced in time. */
export type CertificateUse = 'primary' | 'secondary';

/** The document of an enrollment with a certificate in one of its places. @param certificate PEM. */
export function withCertificate(
  document: JsonObject,
  kind: EnrollmentKind,
  use: CertificateUse,
  certificate: string,
): JsonObject {
  const { attestation } = document;
  const x509 = isJsonObject(attestation) && isJsonObject(attestation['x509']) ? attestation['x509'] : {};
  const member = kind === 'group' ? 'signingCertificates' : 'clientCertificates';
  const pair = isJsonObject(x509[member]) ? x509[member] : {};

  return { ...document, attestation: { type: 'x509', x509: { [member]: { ...pair, [use]: { certificate } } } } };
}
