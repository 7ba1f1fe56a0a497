import type { Texts } from '../iotHub/transfer/texts.ts';

/** Files of plain lines need none. */
const firstBytes = 1024 * 1024;
/** What a character of JavaScript takes at most in UTF-8. */
const bytesOfCharacter = 3;

/** Puts texts one behind the other. */
export class TextsWriter {
  #memory: Buffer<ArrayBuffer>;
  #length = 0;
  readonly #ends: number[] = [];

  /** @param spent memory of others that are read no more. */
  constructor(spent: Texts | undefined) {
    this.#memory = Buffer.from(spent?.bytes.buffer ?? new ArrayBuffer(0));
  }

  add(text: string): void {
    if (text !== '') {
      this.#makeRoom(text.length * bytesOfCharacter);
      this.#length += this.#memory.write(text, this.#length, 'utf8');
    }
    this.#ends.push(this.#length);
  }

  /** All of them. Nothing can be added after that. */
  end(): Texts {
    return { bytes: new Uint8Array(this.#memory.buffer, 0, this.#length), ends: Uint32Array.from(this.#ends) };
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#memory.byteLength) return;

    const larger = Buffer.from(new ArrayBuffer(Math.max(firstBytes, needed, 2 * this.#memory.byteLength)));
    this.#memory.copy(larger, 0, 0, this.#length);
    this.#memory = larger;
  }
}
