import { randomBytes, X509Certificate } from 'node:crypto';
import type { CertificateRecord, CertificateTable } from '../store/certificateTable.ts';

/** Why a certificate was not taken; the class writes the sentence. */
export type CertificateProblem =
  | { readonly kind: 'notFound'; readonly name: string }
  | { readonly kind: 'nameInvalid'; readonly name: string }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'noAuthority'; readonly subject: string }
  | { readonly kind: 'tooMany' }
  | { readonly kind: 'noCode'; readonly name: string }
  | { readonly kind: 'wrongCode'; readonly code: string }
  | { readonly kind: 'notSigned'; readonly name: string };

export class CertificateError extends Error {
  override readonly name = 'CertificateError';

  constructor(readonly reason: CertificateProblem) {
    super(describe(reason));
  }
}

/** IoT Hub, "Quotas and throttling": 25 certificates a hub. Names: 1 to 64 letters, digits, dashes, dots, underscores. */
const most = 25;
const namePattern = /^[\w.-]{1,64}$/;

export interface Upload {
  /** PEM, or base64 of DER or of PEM: what the service takes. */
  readonly certificate: string;
  /** Verified without proof: the service leaves that to who may upload. */
  readonly isVerified: boolean;
}

/**
 * The authorities whose devices a hub lets in: those that were uploaded and whose owner proved that the private key is
 * theirs, by a certificate for a code that the hub chose. IoT Hub, "Authenticate identities with X.509 certificates".
 */
export class CaCertificates {
  readonly #table: CertificateTable;
  readonly #now: () => number;
  #trusted: readonly X509Certificate[] | undefined;

  constructor(table: CertificateTable, now: () => number) {
    this.#table = table;
    this.#now = now;
  }

  /** Those that are verified. */
  get trusted(): readonly X509Certificate[] {
    this.#trusted ??= this.list()
      .filter(({ isVerified }) => isVerified)
      .map(({ raw }) => new X509Certificate(raw));
    return this.#trusted;
  }

  list(): readonly CertificateRecord[] {
    return this.#table.all();
  }

  /** @throws CertificateError `notFound` */
  get(name: string): CertificateRecord {
    const record = this.#table.get(name);
    if (record) return record;

    throw new CertificateError({ kind: 'notFound', name });
  }

  /** Nothing if there is none of this name. */
  find(name: string): CertificateRecord | undefined {
    return this.#table.get(name);
  }

  /**
   * Adds a certificate, or replaces the one of this name; another certificate must be proved again.
   * @throws CertificateError `nameInvalid`, `unreadable`, `noAuthority`, `tooMany`
   */
  put(name: string, { certificate, isVerified }: Upload): CertificateRecord {
    if (!namePattern.test(name)) throw new CertificateError({ kind: 'nameInvalid', name });
    const read = readCertificate(certificate);
    if (!read.ca) throw new CertificateError({ kind: 'noAuthority', subject: read.subject });
    const known = this.#table.get(name);
    if (!known && this.list().length >= most) throw new CertificateError({ kind: 'tooMany' });

    const isSame = known !== undefined && read.raw.equals(known.raw);
    const now = this.#now();
    return this.#write({
      name: known?.name ?? name,
      raw: read.raw,
      isVerified: isVerified || (isSame && known.isVerified),
      verificationCode: null,
      createdMs: known?.createdMs ?? now,
      updatedMs: now,
      etag: (known?.etag ?? 0) + 1,
    });
  }

  /** Chooses the code that a proof of possession must carry. @throws CertificateError `notFound` */
  generateVerificationCode(name: string): CertificateRecord {
    const verificationCode = randomBytes(24).toString('hex').toUpperCase();
    return this.#change(this.get(name), { verificationCode });
  }

  /**
   * Takes a proof of possession: a certificate for the code as its common name, signed by the authority.
   * @throws CertificateError `notFound`, `unreadable`, `noCode`, `wrongCode`, `notSigned`
   */
  verify(name: string, proof: string): CertificateRecord {
    const record = this.get(name);
    const code = record.verificationCode;
    if (code === null) throw new CertificateError({ kind: 'noCode', name });

    const leaf = readCertificate(proof);
    const authority = new X509Certificate(record.raw);
    if (!leaf.subject.split('\n').includes(`CN=${code}`)) throw new CertificateError({ kind: 'wrongCode', code });
    if (!leaf.checkIssued(authority) || !leaf.verify(authority.publicKey)) {
      throw new CertificateError({ kind: 'notSigned', name });
    }
    return this.#change(record, { isVerified: true, verificationCode: null });
  }

  /** @throws CertificateError `notFound` */
  delete(name: string): void {
    this.#table.delete(this.get(name).name);
    this.#trusted = undefined;
  }

  #change(record: CertificateRecord, change: Partial<CertificateRecord>): CertificateRecord {
    return this.#write({ ...record, ...change, updatedMs: this.#now(), etag: record.etag + 1 });
  }

  #write(record: CertificateRecord): CertificateRecord {
    this.#table.put(record);
    this.#trusted = undefined;
    return record;
  }
}

/** @throws CertificateError `unreadable` */
function readCertificate(text: string): X509Certificate {
  try {
    return new X509Certificate(text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64'));
  } catch {
    throw new CertificateError({ kind: 'unreadable' });
  }
}

function describe(reason: CertificateProblem): string {
  switch (reason.kind) {
    case 'notFound':
      return `The certificate "${reason.name}" does not exist.`;
    case 'nameInvalid':
      return `"${reason.name}" is no name for a certificate: it needs 1 to 64 letters, digits, dashes, dots and underscores.`;
    case 'unreadable':
      return 'The certificate cannot be read: it must be PEM, or base64 of DER or of PEM.';
    case 'noAuthority':
      return `The certificate of "${reason.subject}" is not one of an authority: its basic constraints do not say CA.`;
    case 'tooMany':
      return `The hub has ${most} certificates, which is all it may have.`;
    case 'noCode':
      return `The certificate "${reason.name}" has no verification code: generate one first.`;
    case 'wrongCode':
      return `The proof's common name is not the verification code ${reason.code}.`;
    case 'notSigned':
      return `The proof is not signed by the key of the certificate "${reason.name}".`;
  }
}
