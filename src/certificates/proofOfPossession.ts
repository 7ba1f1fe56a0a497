import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import type { VerificationCode } from '../domain/hubResource.ts';
import { type PrivateKeyFile, readPrivateKey, signingKeyOf } from './privateKeyFile.ts';

x509.cryptoProvider.set(crypto);
const dayMs = 24 * 60 * 60 * 1000;
const leafAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/**
 * Makes the certificate that proves that one has an authority's key: for the code, signed by the key, good for a day. The
 * key of the certificate itself is thrown away. Import this file only when a proof is to be made: its library takes long
 * to load.
 * @returns PEM.
 * @throws CertificateFileError
 */
export async function makeProof(
  { code, certificate }: VerificationCode,
  authorityKey: PrivateKeyFile,
  nowMs: number,
): Promise<string> {
  const signing = await signingKeyOf(readPrivateKey(certificate, authorityKey));
  const keys = await crypto.subtle.generateKey(leafAlgorithm, false, ['sign', 'verify']);
  const proof = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [code] }],
    issuer: new x509.X509Certificate(certificate).subjectName,
    notBefore: new Date(nowMs - dayMs),
    notAfter: new Date(nowMs + dayMs),
    publicKey: keys.publicKey,
    ...signing,
  });

  return `${proof.toString('pem')}\n`;
}
