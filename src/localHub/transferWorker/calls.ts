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

/** What is given away with a message instead of being copied: the bytes in it that threads do not share. */
export function transferable(message: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(message)) return message.buffer instanceof ArrayBuffer ? [message.buffer] : [];
  return typeof message === 'object' && message !== null ? Object.values(message).flatMap(transferable) : [];
}
