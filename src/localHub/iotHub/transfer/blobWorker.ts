import type { ExportedLines } from '../../store/identityExport.ts';
import type { Texts } from './texts.ts';

/** Where a blob is. The address of the container ends with its shared access signature. */
export interface BlobAddress {
  readonly containerUri: string;
  readonly name: string;
  /** Where the container is reached if not at the origin that its address has: `http://127.0.0.1:PORT`. */
  readonly origin?: string;
}

/** What a job needs of a container. */
export type ContainerUse = 'read' | 'write';

/** Lines of a file of devices, read and prepared as far as that is possible without the registry. */
export interface LineBatch {
  /** Of the file itself, UTF-8. The threads share this memory: V8 counts what they give each other as still to be collected. */
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  /** Where the lines are in it, and the parts of plain ones: see `CutLines`. */
  readonly cuts: Int32Array<SharedArrayBuffer>;
  /** One for each line, see `packDevice`; empty for a plain line, and for one that the hub must look at itself. */
  readonly packed: Texts;
  /** The share of the file that was read so far, 0 to 1. */
  readonly read: number;
}

/**
 * What speaks to containers for a job: in a thread of its own, so that a transfer of gigabytes does not keep the hub's
 * from its devices. All methods reject with {@link BlobError} when a container does not do as it should.
 */
export interface BlobWorker {
  /** Checks that a container can be used, with the rights that its signature gives: reading this blob, or writing and deleting. */
  check(use: ContainerUse, blob: BlobAddress): Promise<void>;
  /** Begins to write a blob, of which nothing is seen before it is committed. Gives a number for {@link BlobWorker.append}. */
  beginWrite(blob: BlobAddress): Promise<number>;
  /** Takes the bytes over; resolves when there is room for more. */
  append(upload: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  commit(upload: number): Promise<void>;
  /** Begins to read a file of devices; lines that are none go to the upload `errors`. */
  beginLines(blob: BlobAddress, errors: number): Promise<void>;
  /**
   * The next lines, and nothing at the end.
   * @param spent lines that are done: their memory is used again, as much of it would wait to be collected.
   */
  nextLines(spent?: LineBatch): Promise<LineBatch | undefined>;
  /** Begins to read the devices and modules of a store, beside whoever writes to it. */
  beginExport(storeFile: string, excludeKeys: boolean): Promise<void>;
  /** The next lines of the file of an export, and nothing at the end. */
  nextExported(): Promise<ExportedLines | undefined>;
  /** A whole blob of a few megabytes at most. */
  readText(blob: BlobAddress): Promise<string>;
  /**
   * Brings the log of a store into its database as far as it is written, beside whoever writes on.
   * @returns the pages of the log that are in the database now.
   */
  checkpoint(storeFile: string): Promise<number>;
  /** Drops everything at once. What was not committed is never seen. */
  end(): Promise<void>;
}

/** Why a container or blob cannot be used. The sentence says where, and what to do. */
export class BlobError extends Error {
  override readonly name = 'BlobError';
}
