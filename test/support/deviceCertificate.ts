import 'reflect-metadata';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import * as x509 from '@peculiar/x509';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM, PKCS #8. */
  readonly key: string;
  /** SHA-1, upper-case hexadecimal, as a registry takes it. */
  readonly thumbprint: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const forClients = [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])];
x509.cryptoProvider.set(crypto);

/** An authority that signs devices' certificates; with `issuer` one below it. */
export function makeDeviceAuthority(issuer?: Certificate): Promise<Certificate> {
  return make(`Test authority ${crypto.randomUUID()}`, issuer, authorityExtensions());
}

/** The certificate of an authority that has this private key, PEM. */
export async function makeAuthorityOfKey(key: string, passphrase: string): Promise<string> {
  const privateKey = createPrivateKey({ key, passphrase });
  const { namedCurve } = privateKey.asymmetricKeyDetails ?? {};
  const ofKey =
    namedCurve === undefined
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : { name: 'ECDSA', namedCurve: namedCurve === 'secp384r1' ? 'P-384' : 'P-256', hash: 'SHA-256' };
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=Test authority ${crypto.randomUUID()}`,
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + dayMs),
    keys: {
      privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, ofKey, false, ['sign']),
      publicKey: await crypto.subtle.importKey('spki', spki, ofKey, true, ['verify']),
    },
    signingAlgorithm: ofKey,
    extensions: authorityExtensions(),
  });
  return certificate.toString('pem');
}

function authorityExtensions(): x509.Extension[] {
  return [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
  ];
}

/** A device's certificate; without `issuer` signed by itself. */
export function makeDeviceCertificate(commonName: string, issuer?: Certificate): Promise<Certificate> {
  return make(commonName, issuer, forClients);
}

/** As {@link makeDeviceCertificate}, but its time was over an hour ago. */
export function makeExpiredCertificate(commonName: string, issuer?: Certificate): Promise<Certificate> {
  return make(commonName, issuer, forClients, new Date(Date.now() - hourMs));
}

async function make(
  commonName: string,
  issuer: Certificate | undefined,
  extensions: x509.Extension[],
  notAfter = new Date(Date.now() + dayMs),
): Promise<Certificate> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const subject = `CN=${commonName}`;
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: issuer ? new x509.X509Certificate(issuer.cert).subject : subject,
    notBefore: new Date(Date.now() - dayMs),
    notAfter,
    publicKey: keys.publicKey,
    signingKey: issuer ? await signingKeyOf(issuer) : keys.privateKey,
    signingAlgorithm: algorithm,
    extensions,
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);

  return {
    cert: `${certificate.toString('pem')}\n`,
    key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    thumbprint: Buffer.from(await certificate.getThumbprint('SHA-1'))
      .toString('hex')
      .toUpperCase(),
  };
}

function signingKeyOf({ key }: Certificate) {
  const [der = new ArrayBuffer(0)] = x509.PemConverter.decode(key);
  return crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
}
