import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from './startError.ts';

/**
 * Reads the authorities whose devices may connect: every `*.pem` of the folder, one certificate each.
 * @throws StartError `folderUnusable` if a file is no certificate.
 */
export async function readDeviceAuthorities(folder: string): Promise<readonly X509Certificate[]> {
  const files = await pemFiles(folder);

  return Promise.all(files.map(file => readCertificate(folder, file)));
}

async function pemFiles(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter(name => name.endsWith('.pem'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function readCertificate(folder: string, file: string): Promise<X509Certificate> {
  try {
    return new X509Certificate(await readFile(join(folder, file)));
  } catch (error) {
    throw new StartError({ kind: 'folderUnusable', folder, detail: `${file} is no certificate` }, { cause: error });
  }
}
