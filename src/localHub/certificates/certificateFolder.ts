import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Authority } from './authority.ts';
import { makeAuthority } from './authority.ts';
import { privateKeyFromPem, toPem } from './keyPair.ts';
import type { ServerCertificate } from './serverCertificate.ts';
import { makeServerCertificate } from './serverCertificate.ts';
import { isDue, lifetimes } from './validity.ts';
import { x509 } from './x509.ts';

/**
 * The certificates of a data folder: an authority of its own, made when first asked for, and what it signed.
 * Only the folder's owner may read it.
 */
export class CertificateFolder {
  readonly caFile: string;
  readonly #path: string;
  readonly #now: () => number;

  constructor(path: string, now: () => number = Date.now) {
    this.#path = path;
    this.#now = now;
    this.caFile = join(path, 'ca.pem');
  }

  /** The certificate for these host names: the stored one while it is good, else a new one. */
  async serverCertificate(hostNames: readonly string[]): Promise<ServerCertificate> {
    await mkdir(this.#path, { recursive: true, mode: 0o700 });
    await chmod(this.#path, 0o700);
    const authority = await this.#authority();
    const stored = await this.#readPair('server');
    if (stored && this.#serves(stored.cert, hostNames, authority)) return stored;

    const made = await makeServerCertificate(authority, hostNames, this.#now());
    await this.#writePair('server', made);
    return made;
  }

  #serves(cert: string, hostNames: readonly string[], authority: Authority): boolean {
    const certificate = new X509Certificate(cert);
    const issuer = new X509Certificate(authority.certificate.toString('pem'));

    return (
      !isDue(new Date(certificate.validTo), this.#now(), lifetimes.server) &&
      certificate.checkIssued(issuer) &&
      certificate.verify(issuer.publicKey) &&
      hostNames.every(name => certificate.checkHost(name) !== undefined)
    );
  }

  async #authority(): Promise<Authority> {
    const stored = await this.#readPair('ca');
    if (stored && !isDue(new Date(new X509Certificate(stored.cert).validTo), this.#now(), lifetimes.authority)) {
      const { X509Certificate: Certificate } = await x509();
      return { certificate: new Certificate(stored.cert), privateKey: await privateKeyFromPem(stored.key) };
    }

    const made = await makeAuthority(this.#now());
    await this.#writePair('ca', { cert: made.certificate.toString('pem'), key: await toPem(made.privateKey) });
    return made;
  }

  async #readPair(name: string): Promise<ServerCertificate | undefined> {
    const [key, cert] = await Promise.all([this.#read(`${name}-key.pem`), this.#read(`${name}.pem`)]);
    if (key === undefined || cert === undefined) return undefined;

    return belongTogether(cert, key) ? { cert, key } : undefined;
  }

  async #read(file: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.#path, file), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Each file appears whole or not at all; a pair torn apart by a crash is seen in {@link CertificateFolder.#readPair}. */
  async #writePair(name: string, { cert, key }: ServerCertificate): Promise<void> {
    await this.#write(`${name}-key.pem`, key, 0o600);
    await this.#write(`${name}.pem`, cert, 0o644);
  }

  async #write(file: string, text: string, mode: number): Promise<void> {
    const path = join(this.#path, file);
    await writeFile(`${path}.new`, text, { mode });
    await rename(`${path}.new`, path);
  }
}

/** False also for text that is no certificate or no key: it is then made anew. */
function belongTogether(cert: string, key: string): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
