import { StartError } from './startError.ts';
import { loadSqlite } from './store/store.ts';

/** SQLite's code for a file that somebody else has locked. */
const busy = 5;

export interface FolderLock {
  release(): void;
}

/**
 * Takes a folder for this process, until it is released or the process is gone, however it went: the system itself
 * takes SQLite's lock away from the dead, which a file with a process id would outlive.
 * @throws StartError `folderInUse` if another process has it.
 */
export async function lockFolder(folder: string, lockFile: string): Promise<FolderLock> {
  const { DatabaseSync } = await loadSqlite();
  const database = new DatabaseSync(lockFile, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new StartError({ kind: 'folderInUse', folder }, { cause: error });
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === busy;
}
