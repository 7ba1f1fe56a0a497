import type { Authority } from './authority.ts';
import { newSerialNumber } from './authority.ts';
import { algorithm, newKeyPair, toPem } from './keyPair.ts';
import { lifetimes, validity } from './validity.ts';
import { x509 } from './x509.ts';

/** A server's certificate and key in PEM, as `tls.createSecureContext` takes them. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Names by which clients reach every local hub. */
const loopbackNames = ['localhost'] as const;
const loopbackAddresses = ['127.0.0.1', '::1'] as const;

/** Makes a certificate for the loopback names and for `hostNames`. */
export async function makeServerCertificate(
  authority: Authority,
  hostNames: readonly string[],
  nowMs: number,
): Promise<ServerCertificate> {
  const lib = await x509();
  const keys = await newKeyPair();
  const certificate = await lib.X509CertificateGenerator.create({
    serialNumber: newSerialNumber(),
    subject: 'CN=localhost',
    issuer: authority.certificate.subject,
    ...validity(nowMs, lifetimes.server),
    publicKey: keys.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new lib.BasicConstraintsExtension(false, undefined, true),
      new lib.KeyUsagesExtension(lib.KeyUsageFlags.digitalSignature, true),
      new lib.ExtendedKeyUsageExtension([lib.ExtendedKeyUsage.serverAuth]),
      new lib.SubjectAlternativeNameExtension(alternativeNames(hostNames)),
      await lib.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await lib.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
    ],
  });

  return { cert: certificate.toString('pem'), key: await toPem(keys.privateKey) };
}

function alternativeNames(hostNames: readonly string[]): { type: 'dns' | 'ip'; value: string }[] {
  return [
    ...[...loopbackNames, ...hostNames].map(value => ({ type: 'dns' as const, value })),
    ...loopbackAddresses.map(value => ({ type: 'ip' as const, value })),
  ];
}
