import { classes, inKey, inOwnKey, inText } from './byteClasses.ts';

const [quote, dollar, comma, minus, point, zero, colon] = [0x22, 0x24, 0x2c, 0x2d, 0x2e, 0x30, 0x3a];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];
const [lowerF, lowerN, lowerT] = [0x66, 0x6e, 0x74];

/** What JavaScript writes as it was written, whatever the number. */
const most = { digits: 15, fractionDigits: 6, stringBytes: 4096, keyBytes: 128, keysOfObject: 64, depth: 8 } as const;
/** The objects of a line that are around those of a twin count, too. */
const mostNested = most.depth + 4;

/** Where something is not plain, in the place of where it ends. */
export const notPlain = -1;

/** Reads the value of a member, gives where it ends. */
export type ReadValue = (at: number) => number;

export interface Member {
  /** As it stands in the text: `"name":`. */
  readonly key: string;
  readonly read: ReadValue;
}

/**
 * JSON with nothing in it that could be written in two ways: no space, no escape, nothing but ASCII, no key twice, no
 * `null`, short numbers without exponents. Such JSON is the same text after it was parsed and written again, so it can
 * be taken as it stands. Values of a twin that are plain are also within the limits of twins, but for the size of all.
 * Methods take where a thing begins and give where it ends, or {@link notPlain}; they read nothing behind the bytes.
 */
export class PlainJson {
  #bytes: Buffer = Buffer.alloc(0);
  /** Where keys of the objects around begin and end: see {@link PlainJson.#isNewKey}. */
  readonly #keys = new Int32Array(2 * most.keysOfObject * mostNested);
  #keyCount = 0;

  /** What is read from here on. */
  take(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#keyCount = 0;
  }

  /** A value of `tags` or of properties, with objects and arrays in it. */
  value(at: number, depth: number): number {
    return this.#value(at, depth, inKey);
  }

  /** As {@link PlainJson.value}, for what the service writes beside properties. */
  metadata(at: number): number {
    return this.#value(at, 0, inOwnKey);
  }

  string(at: number): number {
    if (this.#bytes[at] !== quote) return notPlain;

    const end = this.#run(at + 1, inText);
    return end - at <= most.stringBytes && this.#bytes[end] === quote ? end + 1 : notPlain;
  }

  stringOrNull(at: number): number {
    return this.#bytes[at] === lowerN ? this.#word(at, 'null') : this.string(at);
  }

  number(at: number): number {
    const first = this.#bytes[at] === minus ? at + 1 : at;
    const wholeEnd = this.#digits(first);
    const whole = wholeEnd - first;
    if (whole === 0 || (this.#bytes[first] === zero && whole > 1)) return notPlain;
    if (this.#bytes[wholeEnd] !== point) {
      const isMinusZero = first > at && this.#bytes[first] === zero;
      return whole <= most.digits && !isMinusZero ? this.#endOfNumber(wholeEnd) : notPlain;
    }
    const end = this.#digits(wholeEnd + 1);
    const fraction = end - wholeEnd - 1;
    if (fraction === 0 || fraction > most.fractionDigits || whole + fraction > most.digits) return notPlain;
    return this.#bytes[end - 1] === zero ? notPlain : this.#endOfNumber(end);
  }

  /** A number that is whole and not below zero. */
  count(at: number): number {
    const end = this.number(at);
    return end === this.#digits(at) ? end : notPlain;
  }

  /** `null`, or an object whose members are these and no others. */
  membersOrNull(at: number, members: readonly Member[]): number {
    return this.#bytes[at] === lowerN ? this.#word(at, 'null') : this.members(at, members);
  }

  /** An object whose members are these and no others. It is read quickest if they are in this order. */
  members(at: number, members: readonly Member[]): number {
    const bytes = this.#bytes;
    if (bytes[at] !== openBrace) return notPlain;
    if (bytes[at + 1] === closeBrace) return at + 2;

    let seen = 0;
    let index = notPlain;
    for (let here = at + 1; ; here++) {
      index = this.#memberAt(here, members, index + 1);
      const member = members[index];
      if (!member || (seen & (1 << index)) !== 0) return notPlain;

      seen |= 1 << index;
      here = member.read(here + member.key.length);
      if (here === notPlain) return notPlain;
      if (bytes[here] === closeBrace) return here + 1;
      if (bytes[here] !== comma) return notPlain;
    }
  }

  /** The first members of an object, up to one whose key people may not give: gives where the last of them ends. */
  membersOfPeople(at: number): number {
    const bytes = this.#bytes;
    if (bytes[at] !== openBrace) return notPlain;

    const firstKey = this.#keyCount;
    let end = at + 1;
    for (let here = at + 1; bytes[here] === quote && bytes[here + 1] !== dollar; here++) {
      const keyEnd = this.#newKey(here, firstKey, inKey);
      if (keyEnd === notPlain) return notPlain;

      end = here = this.#value(keyEnd + 2, 1, inKey);
      if (end === notPlain) return notPlain;
      if (bytes[here] !== comma) break;
    }
    this.#keyCount = firstKey;
    return end;
  }

  text(start: number, end: number): string {
    return this.#bytes.toString('latin1', start, end);
  }

  /** True if all bytes are of the class. */
  consistsOf(start: number, end: number, byteClass: number): boolean {
    return this.#run(start, byteClass) >= end;
  }

  isWord(at: number, word: string): boolean {
    return this.#word(at, word) !== notPlain;
  }

  #value(at: number, depth: number, keyClass: number): number {
    switch (this.#bytes[at] ?? 0) {
      case quote:
        return this.string(at);
      case openBrace:
        if (depth >= most.depth) return notPlain;
        return this.#object(at, depth, keyClass);
      case openBracket:
        return depth < most.depth ? this.#array(at, depth, keyClass) : notPlain;
      case lowerT:
        return this.#word(at, 'true');
      case lowerF:
        return this.#word(at, 'false');
      default:
        return this.number(at);
    }
  }

  #object(at: number, depth: number, keyClass: number): number {
    const bytes = this.#bytes;
    if (bytes[at + 1] === closeBrace) return at + 2;

    const firstKey = this.#keyCount;
    for (let here = at + 1; ; here++) {
      const keyEnd = this.#newKey(here, firstKey, keyClass);
      if (keyEnd === notPlain) return notPlain;

      here = this.#value(keyEnd + 2, depth + 1, keyClass);
      if (here === notPlain) return notPlain;
      if (bytes[here] === closeBrace) {
        this.#keyCount = firstKey;
        return here + 1;
      }
      if (bytes[here] !== comma) return notPlain;
    }
  }

  #array(at: number, depth: number, keyClass: number): number {
    if (this.#bytes[at + 1] === closeBracket) return at + 2;

    for (let here = at + 1; ; here++) {
      here = this.#value(here, depth + 1, keyClass);
      if (here === notPlain) return notPlain;
      if (this.#bytes[here] === closeBracket) return here + 1;
      if (this.#bytes[here] !== comma) return notPlain;
    }
  }

  /** Which member begins here. @param first the one that is looked at first. */
  #memberAt(at: number, members: readonly Member[], first: number): number {
    for (let index = first; index < members.length; index++) {
      if (this.isWord(at, members[index]?.key ?? '')) return index;
    }
    return first > 0 ? this.#memberAt(at, members, 0) : notPlain;
  }

  /** Where the bytes of a class end. */
  #run(at: number, wanted: number): number {
    const bytes = this.#bytes;
    let end = at;
    while (((classes[bytes[end] ?? 0] ?? 0) & wanted) !== 0) end++;
    return end;
  }

  #digits(at: number): number {
    let end = at;
    for (let byte = this.#bytes[end] ?? 0; byte >= zero && byte <= zero + 9; byte = this.#bytes[++end] ?? 0);
    return end;
  }

  /** An exponent or a second point is for others to read. */
  #endOfNumber(end: number): number {
    const next = this.#bytes[end];
    return next === comma || next === closeBrace || next === closeBracket ? end : notPlain;
  }

  #word(at: number, word: string): number {
    for (let index = 0; index < word.length; index++) {
      if (this.#bytes[at + index] !== word.charCodeAt(index)) return notPlain;
    }
    return at + word.length;
  }

  /** Gives where the key ends that begins with the quote at `at`, before its own quote and colon. */
  #newKey(at: number, firstKey: number, keyClass: number): number {
    const bytes = this.#bytes;
    if (bytes[at] !== quote) return notPlain;

    const end = this.#run(at + 1, keyClass);
    if (bytes[end] !== quote || bytes[end + 1] !== colon) return notPlain;
    return this.#isNewKey(firstKey, at + 1, end) ? end : notPlain;
  }

  /** Notes the key of an object whose keys are noted from `first` on; false if it has the key already, or too many. */
  #isNewKey(first: number, start: number, end: number): boolean {
    if (end === start || end - start > most.keyBytes || this.#keyCount - first >= most.keysOfObject) return false;
    for (let index = first; index < this.#keyCount; index++) {
      if (this.#isSameText(this.#keys[2 * index] ?? 0, this.#keys[2 * index + 1] ?? 0, start, end)) return false;
    }
    this.#keys[2 * this.#keyCount] = start;
    this.#keys[2 * this.#keyCount + 1] = end;
    this.#keyCount++;
    return true;
  }

  #isSameText(start: number, end: number, otherStart: number, otherEnd: number): boolean {
    if (end - start !== otherEnd - otherStart) return false;
    for (let offset = 0; offset < end - start; offset++) {
      if (this.#bytes[start + offset] !== this.#bytes[otherStart + offset]) return false;
    }
    return true;
  }
}
