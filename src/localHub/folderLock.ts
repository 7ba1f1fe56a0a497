import { type FileLock, takeFile } from '../locks/fileLock.ts';
import { StartError } from './startError.ts';
import { loadSqlite } from './store/store.ts';

/**
 * Takes a folder for this process, until it is released or the process is gone.
 * @throws StartError `folderInUse` if another process has it.
 */
export async function lockFolder(folder: string, lockFile: string): Promise<FileLock> {
  await loadSqlite();
  const lock = await takeFile(lockFile);
  if (!lock) throw new StartError({ kind: 'folderInUse', folder });
  return lock;
}
