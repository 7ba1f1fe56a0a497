import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { Secret } from '../domain/secret.ts';
import { deviceExtensions } from './deviceExtensions.ts';
import { type CertificateWithKey, readPrivateKey, signingKeyOf } from './privateKeyFile.ts';

x509.cryptoProvider.set(crypto);
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 24 * 60 * 60 * 1000;
const validDays = 365;

/** Makes a device of this id a certificate with its key, followed by those of the authority. */
export type SignDevice = (commonName: string, nowMs: number) => Promise<CertificateWithKey>;

/**
 * What signs certificates of devices by an authority: for a year, or as long as the authority's own holds. Import this
 * file only when one is to be signed: its library takes long to load.
 * @throws CertificateFileError `keyOfAnother`, `keyKindUnknown`
 */
export async function deviceSigner({ certificate, privateKey }: CertificateWithKey): Promise<SignDevice> {
  const signing = await signingKeyOf(readPrivateKey(certificate, { pem: privateKey }));
  const authority = new x509.X509Certificate(certificate);

  return async (commonName, nowMs) => {
    const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const signed = await x509.X509CertificateGenerator.create({
      subject: [{ CN: [commonName] }],
      issuer: authority.subjectName,
      notBefore: new Date(Math.max(nowMs - dayMs, authority.notBefore.getTime())),
      notAfter: new Date(Math.min(nowMs + validDays * dayMs, authority.notAfter.getTime())),
      publicKey: keys.publicKey,
      ...signing,
      extensions: deviceExtensions(),
    });
    const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
    return {
      certificate: `${signed.toString('pem')}\n${certificate}`,
      privateKey: new Secret(`${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`),
    };
  };
}
