import { randomInt } from 'node:crypto';
import type { Port } from './protocols/port.ts';
import { StartError } from './startError.ts';

/** Below the ports that systems give to outgoing connections, so that a hub finds its port free the next time. */
const range = { first: 21_000, count: 10_000 } as const;
const attempts = 100;

export interface Wish {
  /** Absent for any that is free. */
  readonly number: number | undefined;
  /** The option with which another number can be chosen. */
  readonly option: string | undefined;
}

/**
 * Listens on the port that is wanted, or else on any free one of the range: by chance, so that two data folders do not
 * come to share one.
 * @throws StartError `portInUse`, `portForbidden`
 */
export async function listenOn(port: Port, { number, option }: Wish): Promise<number> {
  if (number !== undefined) return listen(port, number, option);

  for (let attempt = 0; attempt < attempts; attempt++) {
    const candidate = range.first + randomInt(range.count);
    try {
      return await listen(port, candidate, option);
    } catch (error) {
      if (!(error instanceof StartError) || error.reason.kind !== 'portInUse') throw error;
    }
  }
  return listen(port, 0, option);
}

async function listen(port: Port, number: number, option: string | undefined): Promise<number> {
  try {
    return await port.listen(number);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem = { port: number, ...(option === undefined ? {} : { option }) };
    if (code === 'EADDRINUSE') throw new StartError({ kind: 'portInUse', ...problem }, { cause: error });
    if (code === 'EACCES') throw new StartError({ kind: 'portForbidden', ...problem }, { cause: error });
    throw error;
  }
}
