const firstBytes = 64 * 1024;
const mostBytesKept = 4 * 1024 * 1024;

/**
 * Gathers messages in one stretch of memory that is used again and again. Each is: length of the head (u32), length of
 * the body (u32), head (UTF-8), body.
 */
export class MessageBatch {
  #bytes = Buffer.allocUnsafe(firstBytes);
  #length = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(head: string, body: Buffer): void {
    const headAt = this.#length + 8;
    // UTF-16 units have at most three bytes each in UTF-8.
    this.#makeRoom(headAt + head.length * 3 + body.length);
    const bodyAt = headAt + this.#bytes.write(head, headAt);
    this.#bytes.writeUInt32LE(bodyAt - headAt, this.#length);
    this.#bytes.writeUInt32LE(body.length, this.#length + 4);
    this.#length = bodyAt + body.copy(this.#bytes, bodyAt);
    this.#count++;
  }

  /** What was gathered; to be used before the next {@link MessageBatch.add}. */
  take(): Buffer {
    const gathered = this.#bytes.subarray(0, this.#length);
    if (this.#bytes.length > mostBytesKept) this.#bytes = Buffer.allocUnsafe(firstBytes);
    this.#length = 0;
    this.#count = 0;
    return gathered;
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#bytes.length) return;

    const larger = Buffer.allocUnsafe(Math.max(bytes, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
