import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertificateWithKey } from '../../../certificates/privateKeyFile.ts';
import { FileProblem } from '../fileProblem.ts';

/** Where a certificate and its private key are: paths. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly privateKey: string;
}

/** The files of a device or module in a folder. Ids may have characters that file names may not. */
export function certificateFilesIn(folder: string, id: string): CertificateFiles {
  const name = id.replaceAll(/[^\w.-]/g, '_');
  return { certificate: join(folder, `${name}-cert.pem`), privateKey: join(folder, `${name}-key.pem`) };
}

/** True if one of the files is there already. */
export async function someExist(files: CertificateFiles): Promise<boolean> {
  const found = await Promise.all([files.certificate, files.privateKey].map(exists));
  return found.includes(true);
}

/**
 * Writes a certificate and its key, in the place of those that are there. Only the owner can read the key.
 * @throws FileProblem
 */
export async function saveCertificate(files: CertificateFiles, made: CertificateWithKey): Promise<void> {
  try {
    await removeCertificate(files);
    await writeFile(files.privateKey, made.privateKey.reveal(), { mode: 0o600, flag: 'wx' });
    await writeFile(files.certificate, made.certificate, { flag: 'wx' });
  } catch (cause) {
    throw new FileProblem('write', files.privateKey, cause);
  }
}

/** Removes a certificate and its key, as far as they are there. */
export async function removeCertificate({ certificate, privateKey }: CertificateFiles): Promise<void> {
  for (const file of [certificate, privateKey]) await rm(file, { force: true });
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
