import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StartError } from './startError.ts';

/**
 * Reads the authorities whose devices may connect: every `*.pem` of the folder, one certificate each, by its file's
 * name without `.pem`.
 * @throws StartError `folderUnusable` if a file is no certificate.
 */
export async function readDeviceAuthorities(folder: string): Promise<ReadonlyMap<string, X509Certificate>> {
  const files = await pemFiles(folder);
  const named = files.map(async file => [basename(file, '.pem'), await readCertificate(folder, file)] as const);

  return new Map(await Promise.all(named));
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
