import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { PresentedCertificate } from '../iotHub/deviceSide.ts';

/** The certificate that a TLS client showed, with those that it sent along; nothing if it showed none. */
export function presentedCertificate(socket: TLSSocket): PresentedCertificate | undefined {
  const leaf = socket.getPeerCertificate(true);
  // Without a certificate it is an empty object, whatever its type says.
  if (!('raw' in leaf)) return undefined;

  return { raw: leaf.raw, chain: issuersOf(leaf) };
}

/** The chain ends with a certificate that is its own issuer, or whose issuer is not known. */
function issuersOf(leaf: DetailedPeerCertificate): Buffer[] {
  const chain: Buffer[] = [];
  const seen = new Set([leaf.fingerprint256]);
  for (let next = issuerOf(leaf); next && !seen.has(next.fingerprint256); next = issuerOf(next)) {
    seen.add(next.fingerprint256);
    chain.push(next.raw);
  }
  return chain;
}

function issuerOf(certificate: DetailedPeerCertificate): DetailedPeerCertificate | undefined {
  return certificate.issuerCertificate;
}
