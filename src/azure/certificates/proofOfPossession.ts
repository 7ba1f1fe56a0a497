import 'reflect-metadata';
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { Secret } from '../../domain/secret.ts';
import type { VerificationCode } from '../../domain/hubResource.ts';
import { CertificateFileError } from './certificateFileError.ts';

/** An authority's private key: PEM, and what unlocks it if it is locked. */
export interface AuthorityKey {
  readonly pem: Secret;
  readonly passphrase?: Secret;
}

x509.cryptoProvider.set(crypto);
const dayMs = 24 * 60 * 60 * 1000;
const leafAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** OpenSSL's names of the curves of NIST, and those of the Web. */
const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

/**
 * Makes the certificate that proves that one has an authority's key: for the code, signed by the key, good for a day. The
 * key of the certificate itself is thrown away. Import this file only when a proof is to be made: its library takes long
 * to load.
 * @returns PEM.
 * @throws CertificateFileError
 */
export async function makeProof(
  { code, certificate }: VerificationCode,
  authorityKey: AuthorityKey,
  nowMs: number,
): Promise<string> {
  const key = readKey(authorityKey);
  if (!new X509Certificate(certificate).checkPrivateKey(key)) throw new CertificateFileError({ kind: 'keyOfAnother' });

  const { importAlgorithm, signingAlgorithm } = algorithmsOf(key);
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  const keys = await crypto.subtle.generateKey(leafAlgorithm, false, ['sign', 'verify']);
  const proof = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [code] }],
    issuer: new x509.X509Certificate(certificate).subjectName,
    notBefore: new Date(nowMs - dayMs),
    notAfter: new Date(nowMs + dayMs),
    publicKey: keys.publicKey,
    signingKey: await crypto.subtle.importKey('pkcs8', pkcs8, importAlgorithm, false, ['sign']),
    signingAlgorithm,
  });

  return `${proof.toString('pem')}\n`;
}

function readKey({ pem, passphrase }: AuthorityKey): KeyObject {
  try {
    return createPrivateKey({ key: pem.reveal(), ...(passphrase ? { passphrase: passphrase.reveal() } : {}) });
  } catch (error) {
    throw new CertificateFileError({ kind: keyProblem(error, passphrase !== undefined) });
  }
}

function keyProblem(error: unknown, hasPassphrase: boolean) {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_MISSING_PASSPHRASE') return 'passphraseMissing';
  return hasPassphrase ? 'passphraseWrong' : 'noKey';
}

function algorithmsOf(key: KeyObject) {
  if (key.asymmetricKeyType === 'rsa') {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    return { importAlgorithm: algorithm, signingAlgorithm: algorithm };
  }
  const namedCurve = curves[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (namedCurve === undefined) {
    throw new CertificateFileError({ kind: 'keyKindUnknown', keyKind: key.asymmetricKeyType ?? '' });
  }
  return { importAlgorithm: { name: 'ECDSA', namedCurve }, signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' } };
}
