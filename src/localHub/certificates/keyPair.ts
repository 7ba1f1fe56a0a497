import type { webcrypto } from 'node:crypto';

/** EC on P-256 with SHA-256: what every TLS client knows, and quick to make. */
export const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A new key pair whose private key can be written to a file. */
export async function newKeyPair(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** The private key as PKCS #8 in PEM. */
export async function toPem(privateKey: webcrypto.CryptoKey): Promise<string> {
  const base64 = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];

  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

/** Reads what {@link toPem} wrote. */
export async function privateKeyFromPem(pem: string): Promise<webcrypto.CryptoKey> {
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----/g, ''), 'base64');

  return crypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']);
}
