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

/** What is given away with a message instead of being copied. */
export function transferable(values: readonly unknown[]): ArrayBuffer[] {
  return values.flatMap(value => {
    if (value instanceof Uint8Array || value instanceof Uint32Array) return [value.buffer as ArrayBuffer];
    return isLineBatch(value) ? [value.text.buffer as ArrayBuffer, value.ends.buffer as ArrayBuffer] : [];
  });
}

function isLineBatch(value: unknown): value is { text: Uint8Array; ends: Uint32Array } {
  return typeof value === 'object' && value !== null && 'text' in value && value.text instanceof Uint8Array;
}
