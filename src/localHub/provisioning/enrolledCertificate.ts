import { createHash, X509Certificate } from 'node:crypto';
import type { CertificateInfo } from '../../domain/provisioning/enrollment.ts';

/** Reads PEM, or base64 of PEM or of DER, as clients send it; gives nothing for a text that is no certificate. */
export function readEnrolledCertificate(text: string): X509Certificate | undefined {
  const bytes = text.includes('-----BEGIN') ? Buffer.from(text) : Buffer.from(text, 'base64');
  try {
    return new X509Certificate(bytes);
  } catch {
    return undefined;
  }
}

/** Thumbprint as registries have it: hexadecimal digits in upper case. */
export function thumbprintOf(der: Buffer, hash: 'sha1' | 'sha256'): string {
  return createHash(hash).update(der).digest('hex').toUpperCase();
}

/** What the service tells of a certificate that it was given. */
export function certificateInfo(certificate: X509Certificate): CertificateInfo {
  return {
    subjectName: nameText(certificate.subject),
    sha1Thumbprint: thumbprintOf(certificate.raw, 'sha1'),
    sha256Thumbprint: thumbprintOf(certificate.raw, 'sha256'),
    issuerName: nameText(certificate.issuer),
    notBeforeUtc: new Date(certificate.validFrom).toISOString(),
    notAfterUtc: new Date(certificate.validTo).toISOString(),
    serialNumber: certificate.serialNumber,
    version: 3,
  };
}

/** Node writes each part of a name on a line of its own. */
function nameText(name: string): string {
  return name.split('\n').join(', ');
}
