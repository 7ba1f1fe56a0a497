import { X509Certificate } from 'node:crypto';

/** Reads DER or PEM; gives nothing for what is no certificate. */
export function readCertificate(raw: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(raw);
  } catch {
    return undefined;
  }
}

/**
 * True if one of the authorities vouches for the certificate, itself or through some of those between. All of them
 * must be valid now, and those between must be authorities. Each of them is looked at once: whoever connects chooses
 * them, and could let each vouch for all others.
 */
export function leadsTo(
  authorities: readonly X509Certificate[],
  certificate: X509Certificate,
  between: readonly X509Certificate[],
  now: number,
): boolean {
  const trusted = authorities.filter(authority => isCurrent(authority, now));
  const reached = [certificate];
  let others = between.filter(issuer => issuer.ca && isCurrent(issuer, now));
  for (const each of reached) {
    if (trusted.some(authority => issued(authority, each))) return true;

    const issuers = new Set(others.filter(issuer => issued(issuer, each)));
    others = others.filter(issuer => !issuers.has(issuer));
    reached.push(...issuers);
  }
  return false;
}

export function isCurrent(certificate: X509Certificate, now: number): boolean {
  return Date.parse(certificate.validFrom) <= now && now < Date.parse(certificate.validTo);
}

/** How Node writes what has a meaning in names (RFC 2253): ids of devices may have commas, semicolons and plus signs. */
const escapes = /\\(?:([\dA-F]{2})|(.))/g;

/** The common name of the certificate's subject. */
export function commonName(certificate: X509Certificate): string | undefined {
  const written = /^CN=(?<name>.*)$/m.exec(certificate.subject)?.groups?.['name'];
  return written?.replaceAll(escapes, (_, code: string | undefined, character: string) =>
    code === undefined ? character : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
