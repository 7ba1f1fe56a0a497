/** Texts one behind the other, as a thread hands them to another: nothing is copied, and nothing is left to be collected. */
export interface Texts {
  /** UTF-8. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each text ends. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** Gives what reads one of the texts. */
export function textsReader({ bytes, ends }: Texts): (index: number) => string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return index => buffer.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index]);
}
