import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { Secret } from '../domain/secret.ts';
import { CertificateFileError } from './certificateFileError.ts';
import { type ReadCertificate, readCertificate } from './readCertificate.ts';

/** A private key as a file has it: PEM, and what unlocks it if it is locked. */
export interface PrivateKeyFile {
  readonly pem: Secret;
  readonly passphrase?: Secret;
}

/** A certificate, followed by those that signed it as far as they are known, and its private key. All PEM. */
export interface CertificateWithKey {
  readonly certificate: string;
  readonly privateKey: Secret;
}

/** OpenSSL's names of the curves of NIST, and those of the Web. */
const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

/**
 * The key of a certificate.
 * @param certificate PEM.
 * @throws CertificateFileError `noKey`, `passphraseWrong`, `passphraseMissing`; `keyOfAnother` for one of another certificate.
 */
export function readPrivateKey(certificate: string, file: PrivateKeyFile): KeyObject {
  const key = parse(file);
  if (!new X509Certificate(certificate).checkPrivateKey(key)) throw new CertificateFileError({ kind: 'keyOfAnother' });
  return key;
}

/**
 * A chain of certificates with the key of the first.
 * @throws CertificateFileError `noCertificate`, and as {@link readPrivateKey}
 */
export function withPrivateKey(chain: readonly ReadCertificate[], file: PrivateKeyFile): CertificateWithKey {
  const [own] = chain;
  if (!own) throw new CertificateFileError({ kind: 'noCertificate' });
  return { certificate: chain.map(({ pem }) => pem).join(''), privateKey: unlocked(readPrivateKey(own.pem, file)) };
}

/** The registration id of the only device that can show a certificate; nothing for an authority, which signs one for any. */
export function onlyDeviceOf({ certificate }: Pick<CertificateWithKey, 'certificate'>): string | undefined {
  const read = readCertificate(Buffer.from(certificate));
  return read?.isAuthority ? undefined : read?.commonName;
}

/** A key as programs take it that cannot ask what unlocks it: PKCS #8, PEM. */
function unlocked(key: KeyObject): Secret {
  return new Secret(String(key.export({ type: 'pkcs8', format: 'pem' })));
}

/** The key as it signs certificates. @throws CertificateFileError `keyKindUnknown` */
export async function signingKeyOf(key: KeyObject) {
  const { importAlgorithm, signingAlgorithm } = algorithmsOf(key);
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  return {
    signingKey: await crypto.subtle.importKey('pkcs8', pkcs8, importAlgorithm, false, ['sign']),
    signingAlgorithm,
  };
}

/** True for a key that a passphrase unlocks: RFC 5958 as PEM (RFC 7468, section 11), or the older form of OpenSSL. */
export function isLocked(pem: Secret): boolean {
  return /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem.reveal());
}

function parse({ pem, passphrase }: PrivateKeyFile): KeyObject {
  if (!passphrase && isLocked(pem)) throw new CertificateFileError({ kind: 'passphraseMissing' });
  try {
    return createPrivateKey({ key: pem.reveal(), ...(passphrase ? { passphrase: passphrase.reveal() } : {}) });
  } catch {
    throw new CertificateFileError({ kind: isLocked(pem) ? 'passphraseWrong' : 'noKey' });
  }
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
