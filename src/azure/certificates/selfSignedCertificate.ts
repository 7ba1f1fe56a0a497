import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { Secret } from '../../domain/secret.ts';

/** What a device shows when it signs in by a certificate that signs itself. */
export interface SelfSignedCertificate {
  /** PEM. */
  readonly certificate: string;
  /** The private key: PKCS #8, PEM. */
  readonly privateKey: Secret;
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
export async function makeSelfSignedCertificate(commonName: string, nowMs: number): Promise<SelfSignedCertificate> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const notAfter = new Date(nowMs + validDays * dayMs);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [commonName] }],
    // A day back, for hubs whose clock is slow.
    notBefore: new Date(nowMs - dayMs),
    notAfter,
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
    ],
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
