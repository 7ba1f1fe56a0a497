import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { Secret } from '../domain/secret.ts';
import { deviceExtensions } from './deviceExtensions.ts';
import type { CertificateWithKey } from './privateKeyFile.ts';

/** A certificate that signs itself, with its private key as PKCS #8. */
export interface SelfSignedCertificate extends CertificateWithKey {
  /** SHA-256, upper-case hexadecimal: what the registry must know. */
  readonly thumbprint: string;
  readonly notAfter: Date;
}

/** EC on P-256 with SHA-256: what every TLS client knows, and quick to make. */
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
x509.cryptoProvider.set(crypto);
const dayMs = 24 * 60 * 60 * 1000;
const validDays = 365;

/**
 * Makes a key and, for a year, a certificate for the device or module of this id. Import this file only when one is to
 * be made: its library takes longer to load than all the rest of the extension.
 */
export function makeSelfSignedCertificate(commonName: string, nowMs: number): Promise<SelfSignedCertificate> {
  return make(commonName, nowMs, deviceExtensions());
}

/** As {@link makeSelfSignedCertificate}, for an authority that signs the certificates of devices. */
export function makeAuthority(commonName: string, nowMs: number): Promise<SelfSignedCertificate> {
  return make(commonName, nowMs, [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
  ]);
}

async function make(commonName: string, nowMs: number, extensions: x509.Extension[]): Promise<SelfSignedCertificate> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const notAfter = new Date(nowMs + validDays * dayMs);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [commonName] }],
    // A day back, for hubs whose clock is slow.
    notBefore: new Date(nowMs - dayMs),
    notAfter,
    keys,
    signingAlgorithm: algorithm,
    extensions,
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);

  return {
    certificate: `${certificate.toString('pem')}\n`,
    privateKey: new Secret(`${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`),
    thumbprint: Buffer.from(await certificate.getThumbprint('SHA-256'))
      .toString('hex')
      .toUpperCase(),
    notAfter,
  };
}
