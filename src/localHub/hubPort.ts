import { randomInt } from 'node:crypto';
import type { Port } from './protocols/port.ts';
import { StartError } from './startError.ts';

/** Below the ports that systems give to outgoing connections, so that a hub finds its port free the next time. */
const range = { first: 21_000, count: 10_000 } as const;
const attempts = 100;

/**
 * Listens on `wanted`, or without it on any free port of the range: by chance, so that two data folders do not come to
 * share one.
 * @throws StartError `portInUse`, `portForbidden`
 */
export async function listenOn(port: Port, hub: string, wanted?: number): Promise<number> {
  if (wanted !== undefined) return listen(port, hub, wanted);

  for (let attempt = 0; attempt < attempts; attempt++) {
    const candidate = range.first + randomInt(range.count);
    try {
      return await listen(port, hub, candidate);
    } catch (error) {
      if (!(error instanceof StartError) || error.reason.kind !== 'portInUse') throw error;
    }
  }
  return listen(port, hub, 0);
}

async function listen(port: Port, hub: string, number: number): Promise<number> {
  try {
    return await port.listen(number);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new StartError({ kind: 'portInUse', hub, port: number }, { cause: error });
    if (code === 'EACCES') throw new StartError({ kind: 'portForbidden', hub, port: number }, { cause: error });
    throw error;
  }
}
