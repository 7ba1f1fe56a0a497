import { X509Certificate } from 'node:crypto';

/** A certificate as people and services know it. */
export interface ReadCertificate {
  /** PEM, this certificate alone. */
  readonly pem: string;
  readonly subject: string;
  /** The common name of the subject: the id of a device. Empty if it has none. */
  readonly commonName: string;
  readonly issuer: string;
  /** Upper-case hexadecimal, without colons. */
  readonly sha1Thumbprint: string;
  readonly sha256Thumbprint: string;
  readonly notAfter: Date;
  /** It may sign others. */
  readonly isAuthority: boolean;
}

/** Reads the first certificate of a PEM or DER file; nothing if it has none. */
export function readCertificate(content: Uint8Array): ReadCertificate | undefined {
  const certificate = parse(content);
  if (!certificate) return undefined;

  return {
    pem: certificate.toString(),
    subject: oneLine(certificate.subject),
    commonName: /^CN=(?<name>.*)$/m.exec(certificate.subject)?.groups?.['name'] ?? '',
    issuer: oneLine(certificate.issuer),
    sha1Thumbprint: certificate.fingerprint.replaceAll(':', ''),
    sha256Thumbprint: certificate.fingerprint256.replaceAll(':', ''),
    notAfter: new Date(certificate.validTo),
    isAuthority: certificate.ca,
  };
}

/** The certificates of a PEM file in their order, or the one of a DER file: PEM, and nothing else that the file has. */
export function readCertificates(content: Uint8Array): readonly ReadCertificate[] {
  const blocks = Buffer.from(content)
    .toString('latin1')
    .match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  return (blocks?.map(block => Buffer.from(block)) ?? [content]).flatMap(block => readCertificate(block) ?? []);
}

function parse(content: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(content);
  } catch {
    // Neither PEM nor DER: the caller says which file has no certificate.
    return undefined;
  }
}

function oneLine(name: string): string {
  return name.replaceAll('\n', ', ');
}
