import type { BlobWorker } from '../iotHub/transfer/blobWorker.ts';

export type DutyName = keyof BlobWorker;

/** A call from the hub's thread to that of a transfer. */
export interface Call {
  readonly id: number;
  readonly duty: DutyName;
  readonly parameters: readonly unknown[];
}

export type Reply = { readonly id: number } & (
  | { readonly kind: 'result'; readonly result: unknown }
  /** The sentence of a {@link BlobError}, or the stack of a bug. */
  | { readonly kind: 'blobError' | 'bug'; readonly text: string }
);

/** What is given away with a message instead of being copied: the bytes among these values, and in them. */
export function transferable(values: readonly unknown[]): ArrayBuffer[] {
  const inner = values.flatMap(value => (isBytes(value) || !isObject(value) ? [value] : Object.values(value)));
  return inner.filter(isBytes).map(({ buffer }) => buffer);
}

function isBytes(value: unknown): value is Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> {
  return value instanceof Uint8Array || value instanceof Uint32Array;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
