import { IdentityExport } from '../../store/identityExport.ts';
import type { Store } from '../../store/store.ts';
import { identityEtag, twinEtag } from '../deviceDocument.ts';
import { Turns } from '../turns.ts';
import type { BlobWorker } from './blobWorker.ts';

export interface DeviceExport {
  readonly store: Store;
  readonly worker: BlobWorker;
  /** See {@link BlobWorker.beginWrite}. */
  readonly upload: number;
  readonly excludeKeys: boolean;
  readonly signal: AbortSignal;
  /** Called with the number of identities that were written so far. */
  readonly progress: (written: number) => void;
}

/** Lines are read while those before them are sent: few, as all that wait are in memory. */
const mostOnTheWay = 4;

/** Writes all devices and modules, each as it is when its turn comes, and lets the hub serve others meanwhile. */
export async function exportDevices(options: DeviceExport): Promise<void> {
  const { store, worker, upload, excludeKeys, signal, progress } = options;
  const etags = {
    identity: (etag: number) => identityEtag({ etag }),
    twin: rememberingLast((twinVersion: number) => twinEtag({ twinVersion })),
  };
  const identities = new IdentityExport(store, etags, { excludeKeys });
  const turns = new Turns();
  const onTheWay: Promise<void>[] = [];
  for (let last = '', written = 0; ;) {
    signal.throwIfAborted();
    const lines = turns.take(size => identities.after(last, size));
    if (!lines) break;

    ({ last } = lines);
    written += lines.count;
    progress(written);
    onTheWay.push(handled(worker.append(upload, lines.lines)));
    if (onTheWay.length > mostOnTheWay) await onTheWay.shift();
    await turns.giveWay();
  }
  await Promise.all(onTheWay);
}

/** It may fail before somebody waits for it. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** Neighbours mostly have the same. */
function rememberingLast(make: (value: number) => string): (value: number) => string {
  let last = Number.NaN;
  let made = '';
  return value => {
    if (value !== last) [last, made] = [value, make(value)];
    return made;
  };
}
