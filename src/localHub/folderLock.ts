import type { DatabaseSync } from 'node:sqlite';
import { StartError } from './startError.ts';
import { loadSqlite } from './store/store.ts';

const busy = 5;

/**
 * Takes a folder for this process, until it is released or the process is gone, however it went: the system itself
 * takes SQLite's lock away from the dead, which a file with a process id would outlive.
 * @throws StartError `folderInUse` if another process has it.
 */
export async function lockFolder(folder: string, lockFile: string): Promise<{ release(): void }> {
  const { DatabaseSync } = await loadSqlite();
  const database = new DatabaseSync(lockFile, { timeout: 0 });
  try {
    lock(database);
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new StartError({ kind: 'folderInUse', folder }, { cause: error });
  }
  return { release: () => database.close() };
}

function lock(database: DatabaseSync): void {
  database.exec('BEGIN EXCLUSIVE');
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === busy;
}
