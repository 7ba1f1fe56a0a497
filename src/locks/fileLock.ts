/** SQLite's code for a file that somebody else has locked. */
const busy = 5;

export interface FileLock {
  release(): void;
}

/**
 * Takes a file for its caller, until it is released or the process is gone, however it went: the system itself takes
 * SQLite's lock away from the dead, which a file with a process id would outlive.
 * @returns nothing if somebody else has it, in this process or another one.
 */
export async function takeFile(file: string): Promise<FileLock | undefined> {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === busy;
}
