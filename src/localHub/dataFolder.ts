import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';
import type { FileLock } from '../locks/fileLock.ts';
import { lockFolder } from './folderLock.ts';
import { folderProblem } from './startError.ts';

/** Where one local hub process keeps what it must not forget. */
export interface DataFolder {
  readonly certificates: string;
  /** The database of a hub; `:memory:` if nothing is kept. */
  storeFile(hubName: string): string;
  /** Removes the database of a hub that is closed. */
  removeStore(hubName: string): Promise<void>;
  /** The database of a provisioning service; `:memory:` if nothing is kept. */
  provisioningStoreFile(serviceName: string): string;
  /** Removes the database of a provisioning service that is closed. */
  removeProvisioningStore(serviceName: string): Promise<void>;
  /** The folder for the blobs of the storage; `memory` if nothing is kept. */
  readonly blobs: string;
  /** What is served here: the database of the hubs and other resources; `:memory:` if nothing is kept. */
  readonly catalogueFile: string;
  /** The port that was kept under this key; case does not count. A hub's key is its name. */
  portOf(key: string): number | undefined;
  keepPort(key: string, port: number): Promise<void>;
  /** Lets another process have the folder. */
  close(): Promise<void>;
}

const portsSchema = z.record(z.string(), z.number());

/** The folder of `serve` without `--data`, by the customs of the system. */
export function defaultDataFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  return join(userDataDirectory(platform, environment), 'iot-hub-workbench', 'localHub');
}

function userDataDirectory(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  const home = homedir();
  if (platform === 'win32') return environment['APPDATA'] ?? join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');

  return environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share');
}

/**
 * Opens a folder, making it if it is not there, and locks it against other local hubs.
 * @throws StartError `folderInUse`, `folderUnusable`; StoreError if there is no SQLite.
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const folder = resolve(path);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const part of ['hubs', 'provisioning']) await mkdir(join(folder, part), { recursive: true });
    const lock = await lockFolder(folder, join(folder, 'lock.db'));
    return await openLocked(folder, lock);
  } catch (error) {
    throw folderProblem(folder, error);
  }
}

async function openLocked(folder: string, lock: FileLock): Promise<DataFolder> {
  try {
    const portsFile = join(folder, 'ports.json');
    const ports = new Map(Object.entries(await readPorts(portsFile)));
    let written = Promise.resolve();
    return {
      certificates: join(folder, 'certificates'),
      storeFile: hubName => databaseFile(folder, 'hubs', hubName),
      removeStore: hubName => removeDatabase(databaseFile(folder, 'hubs', hubName)),
      provisioningStoreFile: serviceName => databaseFile(folder, 'provisioning', serviceName),
      removeProvisioningStore: serviceName => removeDatabase(databaseFile(folder, 'provisioning', serviceName)),
      blobs: join(folder, 'blobs'),
      catalogueFile: join(folder, 'catalogue.db'),
      portOf: key => ports.get(key.toLowerCase()),
      keepPort(key, port) {
        ports.set(key.toLowerCase(), port);
        const writing = written.then(() => writePorts(portsFile, Object.fromEntries(ports)));
        // One that fails must not fail those after it.
        written = writing.catch(() => undefined);
        return writing;
      },
      close: async () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A folder that is gone when it is closed. Only certificates go to the disk, for clients to read. */
export async function openMemoryFolder(): Promise<DataFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'iot-hub-workbench-'));

  return {
    certificates: join(folder, 'certificates'),
    storeFile: () => ':memory:',
    removeStore: async () => undefined,
    provisioningStoreFile: () => ':memory:',
    removeProvisioningStore: async () => undefined,
    blobs: 'memory',
    catalogueFile: ':memory:',
    portOf: () => 0,
    keepPort: async () => undefined,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function databaseFile(folder: string, part: 'hubs' | 'provisioning', name: string): string {
  return join(folder, part, `${name.toLowerCase()}.db`);
}

/** The log of writes goes first: alone, a database without it is only older. */
async function removeDatabase(file: string): Promise<void> {
  for (const suffix of ['-wal', '-shm', '']) await rm(`${file}${suffix}`, { force: true });
}

async function readPorts(file: string): Promise<Readonly<Record<string, number>>> {
  try {
    return portsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

async function writePorts(file: string, ports: Readonly<Record<string, number>>): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(ports, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
}
