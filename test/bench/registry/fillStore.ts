import { startWorker } from '../worker.ts';
import { deviceCount } from './generatedDevices.ts';
import type { StoreFiller } from './storeFiller.ts';

/** Puts a million devices into a hub's store. */
export async function fillStore(storeFile: string): Promise<void> {
  await using filler = startWorker<StoreFiller>(new URL('storeFiller.ts', import.meta.url));
  await filler.ask('fill', { storeFile, count: deviceCount });
}
