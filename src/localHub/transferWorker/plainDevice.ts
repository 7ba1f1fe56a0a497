import { checkDeviceId } from '../../domain/deviceId.ts';
import { isSymmetricKey, isThumbprint } from '../iotHub/identityRequest.ts';
import { cutsOfLine, slots } from '../iotHub/transfer/cutLines.ts';
import { PlainJson, type Member, keysOf, notPlain } from './plainJson.ts';
import type { Line } from './splitLines.ts';

/** A text of so many bytes is within the limit of its section: no value counts more than four times its length. */
const mostBytes = { tags: 2 * 1024, properties: 8 * 1024 } as const;
const mostReasonBytes = 128;

/** Where the parts of a section of properties are kept: see {@link slots}. */
interface Section {
  readonly values: number;
  readonly metadata: number;
  readonly version: number;
}

const desired: Section = {
  values: slots.desired,
  metadata: slots.desiredMetadata,
  version: slots.desiredVersion,
};
const reported: Section = {
  values: slots.reported,
  metadata: slots.reportedMetadata,
  version: slots.reportedVersion,
};

/**
 * Reads lines of `devices.txt` of the kind that services write, with a fifth of the work that any line takes: it says
 * where their parts are, and no text is made of them. What is out of the common it leaves to `readImportedDevice`.
 */
export class PlainDevices {
  readonly #json = new PlainJson();
  readonly #line: readonly Member[];
  #cuts: Int32Array = new Int32Array();
  #first = 0;

  constructor() {
    const json = this.#json;
    const kept = (name: string, slot: number): Member => ({ name, read: at => this.#keepText(slot, at) });
    const passedOver = (name: string): Member => ({ name, read: at => json.stringOrNull(at) });
    const object = (name: string, members: readonly Member[]): Member => ({
      name,
      read: at => json.membersOrNull(at, members),
    });
    const section = (name: string, places: Section): Member => ({ name, read: at => this.#readSection(places, at) });
    const readFalse = (at: number): number => (json.isWord(at, 'false') ? at + 'false'.length : notPlain);
    this.#line = [
      kept('id', slots.name),
      passedOver('eTag'),
      kept('importMode', slots.importMode),
      kept('status', slots.status),
      kept('statusReason', slots.statusReason),
      object('authentication', [
        kept('type', slots.authenticationType),
        object('symmetricKey', [kept('primaryKey', slots.primaryKey), kept('secondaryKey', slots.secondaryKey)]),
        object('x509Thumbprint', [
          kept('primaryThumbprint', slots.primaryThumbprint),
          kept('secondaryThumbprint', slots.secondaryThumbprint),
        ]),
      ]),
      passedOver('twinETag'),
      { name: 'tags', read: at => this.#readTags(at) },
      object('properties', [section('desired', desired), section('reported', reported)]),
      object('capabilities', [{ name: 'iotEdge', read: readFalse }]),
    ];
  }

  /**
   * Writes where the line is, and its parts: see {@link slots}. Gives false, and no parts, if it is one for others.
   * @param first where the cuts of the line begin among `cuts`.
   */
  cut(bytes: Buffer, { start, end }: Line, cuts: Int32Array, first: number): boolean {
    this.#cuts = cuts;
    this.#first = first;
    this.#clear(start, end);
    this.#json.take(bytes);
    if (this.#json.members(start, this.#line) === end && this.#creates() && this.#isAuthentic()) return true;

    this.#clear(start, end);
    return false;
  }

  #clear(start: number, end: number): void {
    this.#cuts.fill(0, this.#first, this.#first + cutsOfLine);
    this.#keep(slots.line, start, end);
  }

  /** True if it is an identity to be created. */
  #creates(): boolean {
    return (
      checkDeviceId(this.#text(slots.name)) === undefined &&
      this.#text(slots.statusReason).length <= mostReasonBytes &&
      this.#isOneOf(slots.importMode, creating) &&
      this.#isOneOf(slots.status, statuses)
    );
  }

  /** True if the registry takes keys and thumbprints as they stand. */
  #isAuthentic(): boolean {
    switch (this.#text(slots.authenticationType)) {
      case '':
        return !this.#has(slots.authenticationType) && this.#isEmpty(slots.primaryThumbprint) && this.#areKeys();
      case 'sas':
        return this.#areKeys();
      case 'selfSigned':
        return (
          isThumbprint(this.#text(slots.primaryThumbprint)) &&
          (this.#isEmpty(slots.secondaryThumbprint) || isThumbprint(this.#text(slots.secondaryThumbprint)))
        );
      case 'certificateAuthority':
      case 'none':
        return true;
      default:
        return false;
    }
  }

  #areKeys(): boolean {
    return this.#isKey(slots.primaryKey) && this.#isKey(slots.secondaryKey);
  }

  /** True for none, too: the registry makes one. */
  #isKey(slot: number): boolean {
    return this.#isEmpty(slot) || isSymmetricKey(this.#text(slot));
  }

  #has(slot: number): boolean {
    return this.#endOf(slot) !== 0;
  }

  #isEmpty(slot: number): boolean {
    return this.#startOf(slot) === this.#endOf(slot);
  }

  #text(slot: number): string {
    return this.#isEmpty(slot) ? '' : this.#json.text(this.#startOf(slot), this.#endOf(slot));
  }

  /** True for nothing, too: a line need not say it. */
  #isOneOf(slot: number, known: readonly string[]): boolean {
    return !this.#has(slot) || known.includes(this.#text(slot));
  }

  #startOf(slot: number): number {
    return this.#cuts[this.#first + slot] ?? 0;
  }

  #endOf(slot: number): number {
    return this.#cuts[this.#first + slot + 1] ?? 0;
  }

  #keep(slot: number, start: number, end: number): void {
    this.#cuts[this.#first + slot] = start;
    this.#cuts[this.#first + slot + 1] = end;
  }

  /** A `null` is as nothing. */
  #keepText(slot: number, at: number): number {
    const end = this.#json.stringOrNull(at);
    if (end !== notPlain && !this.#json.isWord(at, 'null')) this.#keep(slot, at + 1, end - 1);
    return end;
  }

  #readTags(at: number): number {
    if (this.#json.isWord(at, 'null')) return at + 'null'.length;

    const end = this.#json.isWord(at, '{') ? this.#json.value(at, 0) : notPlain;
    if (end - at > mostBytes.tags) return notPlain;
    this.#keep(slots.tags, at, end);
    return end;
  }

  /** What people set comes first, then `$metadata` and `$version`, as services write it. */
  #readSection(section: Section, at: number): number {
    const json = this.#json;
    let valuesEnd = at + 1;
    const end = json.object(at, keysOf.service, (keyStart, keyEnd, valueAt) => {
      if (json.isOwnKey(keyStart, keyEnd)) return this.#readOwn(section, keyStart, keyEnd, valueAt);
      if (this.#has(section.metadata) || this.#has(section.version)) return notPlain;

      valuesEnd = json.value(valueAt, 1);
      return valuesEnd;
    });
    if (end === notPlain || end - at > mostBytes.properties) return notPlain;
    if (!this.#has(section.metadata) || !this.#has(section.version)) return notPlain;
    this.#keep(section.values, at, valuesEnd);
    return end;
  }

  #readOwn(section: Section, keyStart: number, keyEnd: number, at: number): number {
    const json = this.#json;
    const length = keyEnd - keyStart;
    if (length === '$metadata'.length && json.isWord(keyStart, '$metadata')) {
      const end = json.isWord(at, '{"$lastUpdated":"') ? json.metadata(at) : notPlain;
      this.#keep(section.metadata, at, end);
      return end;
    }
    // A version of 0 is none.
    const isVersion = length === '$version'.length && json.isWord(keyStart, '$version') && !json.isWord(at, '0');
    const end = isVersion ? json.count(at) : notPlain;
    this.#keep(section.version, at, end);
    return end;
  }
}

const creating = ['create', 'createOrUpdate', 'createOrUpdateIfMatchETag'];
const statuses = ['enabled', 'disabled'];
