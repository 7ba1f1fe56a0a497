import { deviceIdMaxLength } from '../../domain/deviceId.ts';
import { isSymmetricKey, isThumbprint } from '../iotHub/identityRequest.ts';
import { cutsOfLine, slots } from '../iotHub/transfer/cutLines.ts';
import { inBase64, inId } from './byteClasses.ts';
import { PlainJson, type Member, type ReadValue, notPlain } from './plainJson.ts';
import type { Line } from './splitLines.ts';

/** A text of so many bytes is within the limit of its section: no value counts more than four times its length. */
const mostBytes = { tags: 2 * 1024, properties: 8 * 1024 } as const;
const mostReasonBytes = 128;
/** Services make keys of 32 bytes: so many characters of base64, the last of which is a `=`. */
const keyCharacters = 44;

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
  /** In the order in which services write them. */
  readonly #line: readonly Member[];
  #cuts: Int32Array = new Int32Array();
  #first = 0;

  constructor() {
    const json = this.#json;
    const kept = (name: string, slot: number) => member(name, at => this.#keepText(slot, at));
    const passedOver = (name: string) => member(name, at => json.stringOrNull(at));
    const object = (name: string, members: readonly Member[]) => member(name, at => json.membersOrNull(at, members));
    const section = (name: string, places: Section) => member(name, at => this.#readSection(places, at));
    this.#line = [
      kept('id', slots.name),
      passedOver('eTag'),
      kept('importMode', slots.importMode),
      kept('status', slots.status),
      kept('statusReason', slots.statusReason),
      object('authentication', [
        object('symmetricKey', [kept('primaryKey', slots.primaryKey), kept('secondaryKey', slots.secondaryKey)]),
        object('x509Thumbprint', [
          kept('primaryThumbprint', slots.primaryThumbprint),
          kept('secondaryThumbprint', slots.secondaryThumbprint),
        ]),
        kept('type', slots.authenticationType),
      ]),
      passedOver('twinETag'),
      member('tags', at => this.#readTags(at)),
      object('properties', [section('desired', desired), section('reported', reported)]),
      object('capabilities', [member('iotEdge', at => (json.isWord(at, 'false') ? at + 'false'.length : notPlain))]),
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
      this.#isId(slots.name) &&
      this.#lengthOf(slots.statusReason) <= mostReasonBytes &&
      this.#isOneOf(slots.importMode, creating) &&
      this.#isOneOf(slots.status, statuses)
    );
  }

  /** True if the registry takes keys and thumbprints as they stand. */
  #isAuthentic(): boolean {
    const type = slots.authenticationType;
    if (!this.#has(type)) return this.#isEmpty(slots.primaryThumbprint) && this.#areKeys();
    if (this.#isText(type, 'sas')) return this.#areKeys();
    if (this.#isText(type, 'selfSigned')) return this.#areThumbprints();
    return this.#isText(type, 'certificateAuthority') || this.#isText(type, 'none');
  }

  #isId(slot: number): boolean {
    return !this.#isEmpty(slot) && this.#lengthOf(slot) <= deviceIdMaxLength && this.#consistsOf(slot, inId);
  }

  #areThumbprints(): boolean {
    return (
      isThumbprint(this.#text(slots.primaryThumbprint)) &&
      (this.#isEmpty(slots.secondaryThumbprint) || isThumbprint(this.#text(slots.secondaryThumbprint)))
    );
  }

  #areKeys(): boolean {
    return this.#isKey(slots.primaryKey) && this.#isKey(slots.secondaryKey);
  }

  /** True for none, too: the registry makes one. */
  #isKey(slot: number): boolean {
    return this.#isEmpty(slot) || this.#isKeyOfServices(slot) || isSymmetricKey(this.#text(slot));
  }

  #isKeyOfServices(slot: number): boolean {
    const last = this.#endOf(slot) - 1;
    return (
      this.#lengthOf(slot) === keyCharacters &&
      this.#json.isWord(last, '=') &&
      this.#json.consistsOf(this.#startOf(slot), last, inBase64)
    );
  }

  #has(slot: number): boolean {
    return this.#endOf(slot) !== 0;
  }

  #isEmpty(slot: number): boolean {
    return this.#lengthOf(slot) === 0;
  }

  #lengthOf(slot: number): number {
    return this.#endOf(slot) - this.#startOf(slot);
  }

  #consistsOf(slot: number, byteClass: number): boolean {
    return this.#json.consistsOf(this.#startOf(slot), this.#endOf(slot), byteClass);
  }

  #isText(slot: number, text: string): boolean {
    return this.#lengthOf(slot) === text.length && this.#json.isWord(this.#startOf(slot), text);
  }

  #text(slot: number): string {
    return this.#isEmpty(slot) ? '' : this.#json.text(this.#startOf(slot), this.#endOf(slot));
  }

  /** True for nothing, too: a line need not say it. */
  #isOneOf(slot: number, known: readonly string[]): boolean {
    return !this.#has(slot) || known.some(text => this.#isText(slot, text));
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
    const valuesEnd = json.membersOfPeople(at);
    const metadata = valuesEnd + metadataKey.length + (valuesEnd === at + 1 ? 0 : 1);
    if (valuesEnd === notPlain || !json.isWord(metadata - metadataKey.length, metadataWithTime)) return notPlain;

    const metadataEnd = json.metadata(metadata);
    const version = metadataEnd + versionKey.length;
    // A version of 0 is none.
    if (metadataEnd === notPlain || !json.isWord(metadataEnd, versionKey) || json.isWord(version, '0')) return notPlain;

    const versionEnd = json.count(version);
    if (versionEnd === notPlain || !json.isWord(versionEnd, '}')) return notPlain;
    if (versionEnd - at > mostBytes.properties) return notPlain;

    this.#keep(section.values, at, valuesEnd);
    this.#keep(section.metadata, metadata, metadataEnd);
    this.#keep(section.version, version, versionEnd);
    return versionEnd + 1;
  }
}

const metadataKey = '"$metadata":';
const metadataWithTime = `${metadataKey}{"$lastUpdated":"`;
const versionKey = ',"$version":';
function member(name: string, read: ReadValue): Member {
  return { key: `"${name}":`, read };
}

const creating = ['create', 'createOrUpdate', 'createOrUpdateIfMatchETag'];
const statuses = ['enabled', 'disabled'];
