import type { webcrypto } from 'node:crypto';
import type { X509Certificate } from '@peculiar/x509';
import { algorithm, newKeyPair } from './keyPair.ts';
import { lifetimes, validity } from './validity.ts';
import { x509 } from './x509.ts';

/** Signs the server certificates of one data folder. */
export interface Authority {
  readonly certificate: X509Certificate;
  readonly privateKey: webcrypto.CryptoKey;
}

/** Makes an authority that may sign end-entity certificates and no further authorities (RFC 5280, 4.2.1.9). */
export async function makeAuthority(nowMs: number): Promise<Authority> {
  const lib = await x509();
  const keys = await newKeyPair();
  const certificate = await lib.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerialNumber(),
    name: 'CN=IoT Hub Workbench local authority',
    ...validity(nowMs, lifetimes.authority),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new lib.BasicConstraintsExtension(true, 0, true),
      new lib.KeyUsagesExtension(lib.KeyUsageFlags.keyCertSign | lib.KeyUsageFlags.cRLSign, true),
      await lib.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });

  return { certificate, privateKey: keys.privateKey };
}

/** 127 random bits: positive and never twice the same (RFC 5280, 4.1.2.2). */
export function newSerialNumber(): string {
  const bytes = crypto.getRandomValues(Buffer.alloc(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;

  return bytes.toString('hex');
}
