import type { ExportedLines } from '../../store/identityExport.ts';
import type { Store } from '../../store/store.ts';
import { Turns } from '../turns.ts';
import type { BlobWorker } from './blobWorker.ts';
import { ExportReader } from './exportReader.ts';
import { handled, readAhead } from './readAhead.ts';

export interface DeviceExport {
  readonly store: Store;
  readonly worker: BlobWorker;
  readonly startWorker: () => BlobWorker;
  /** See {@link BlobWorker.beginWrite}. */
  readonly upload: number;
  readonly excludeKeys: boolean;
  readonly signal: AbortSignal;
  /** Called with the number of identities that were written so far. */
  readonly progress: (written: number) => void;
}

/** Lines are read while those before them are sent: few, as all that wait are in memory. */
const mostAhead = 2;
const mostOnTheWay = 4;

/** Writes all devices and modules, each as it is when its turn comes, and lets the hub serve others meanwhile. */
export async function exportDevices({ worker, upload, signal, progress, ...options }: DeviceExport): Promise<void> {
  await using source = await openSource(options);
  const onTheWay: Promise<void>[] = [];
  let written = 0;
  for await (const { lines, count } of readAhead(source.next, mostAhead)) {
    signal.throwIfAborted();
    written += count;
    progress(written);
    onTheWay.push(handled(worker.append(upload, lines)));
    if (onTheWay.length > mostOnTheWay) await onTheWay.shift();
  }
  await Promise.all(onTheWay);
}

interface Source extends AsyncDisposable {
  /** The next lines; nothing at the end. */
  readonly next: () => Promise<ExportedLines | undefined>;
}

type SourceOptions = Pick<DeviceExport, 'store' | 'startWorker' | 'excludeKeys'>;

/** A store in a file is read in a thread of its own; one in memory can only be read in turns of the hub's thread. */
async function openSource({ store, startWorker, excludeKeys }: SourceOptions): Promise<Source> {
  if (store.file === undefined) return sourceInTurns(new ExportReader(store.database, excludeKeys));

  const reader = startWorker();
  await reader.beginExport(store.file, excludeKeys);
  return { next: () => reader.nextExported(), [Symbol.asyncDispose]: () => reader.end() };
}

function sourceInTurns(reader: ExportReader): Source {
  const lines = linesInTurns(reader);
  return {
    next: async () => (await lines.next()).value ?? undefined,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** A generator, as who asks twice at once has to get the first lines first, and the end last. */
async function* linesInTurns(reader: ExportReader): AsyncGenerator<ExportedLines, void> {
  const turns = new Turns();
  for (;;) {
    await turns.giveWay();
    const lines = turns.take(size => reader.next(size));
    if (!lines) return;
    yield lines;
  }
}
