import { checkDeviceId } from '../../domain/deviceId.ts';
import { authenticationOf, type IdentityRequest } from '../iotHub/identityRequest.ts';
import { type PackedDevice, joinPacked } from '../iotHub/transfer/packedDevice.ts';
import type { Stamp } from '../iotHub/twinSection.ts';
import { PlainJson, type Member, keysOf, notPlain } from './plainJson.ts';

/** A text of so many bytes is within the limit of its section: no value counts more than four times its length. */
const mostSectionBytes = { tags: 2 * 1024, desired: 8 * 1024, reported: 8 * 1024 } as const;
const mostReasonCharacters = 128;

type Authentication = NonNullable<IdentityRequest['authentication']>;

/** A section of properties as it stands in the line. */
interface Section {
  value: string;
  metadata: string;
  version: number;
}

/**
 * Reads lines of `devices.txt` of the kind that services write, with a fifth of the work that any line takes: sections
 * of twins stay the texts that they are. What is out of the common it leaves to `readImportedDevice`.
 */
export class PlainDevices {
  readonly #json = new PlainJson();
  #texts: Record<string, string | null> = {};
  #sections: Partial<Record<'desired' | 'reported', Section>> = {};
  #tags = '{}';

  readonly #line: readonly Member[];

  constructor() {
    const json = this.#json;
    const kept = (name: string): Member => ({ name, read: at => this.#keepText(name, at) });
    const passedOver = (name: string): Member => ({ name, read: at => json.stringOrNull(at) });
    const keys = [kept('primaryKey'), kept('secondaryKey')];
    const thumbprints = [kept('primaryThumbprint'), kept('secondaryThumbprint')];
    const authentication = [
      kept('type'),
      { name: 'symmetricKey', read: (at: number) => json.membersOrNull(at, keys) },
      { name: 'x509Thumbprint', read: (at: number) => json.membersOrNull(at, thumbprints) },
    ];
    const properties = [
      { name: 'desired', read: (at: number) => this.#readSection('desired', at) },
      { name: 'reported', read: (at: number) => this.#readSection('reported', at) },
    ];
    const capabilities = [
      { name: 'iotEdge', read: (at: number) => (json.isWord(at, 'false') ? at + 'false'.length : notPlain) },
    ];
    this.#line = [
      kept('id'),
      passedOver('eTag'),
      kept('importMode'),
      kept('status'),
      kept('statusReason'),
      { name: 'authentication', read: at => json.membersOrNull(at, authentication) },
      passedOver('twinETag'),
      { name: 'tags', read: at => this.#readTags(at) },
      { name: 'properties', read: at => json.members(at, properties) },
      { name: 'capabilities', read: at => json.members(at, capabilities) },
    ];
  }

  /**
   * The line as `packDevice` gives it, or nothing if it is one for others.
   * @param $lastUpdated the time of the import, ISO 8601.
   * @throws HubFault ArgumentInvalid for wrong keys or thumbprints.
   */
  pack(line: Uint8Array, $lastUpdated: string): string | undefined {
    this.#texts = {};
    this.#sections = {};
    this.#tags = '{}';
    this.#json.take(line);
    if (this.#json.members(0, this.#line) !== line.byteLength) return undefined;

    const head = this.#head();
    if (!head) return undefined;
    const desired = this.#sections.desired ?? emptySection({ $lastUpdated, $lastUpdatedVersion: 1 });
    const reported = this.#sections.reported ?? emptySection({ $lastUpdated });
    return joinPacked({
      ...head,
      tags: this.#tags,
      desired: desired.value,
      desiredMetadata: desired.metadata,
      desiredVersion: desired.version,
      reported: reported.value,
      reportedMetadata: reported.metadata,
      reportedVersion: reported.version,
    });
  }

  /** The identity, if it is one to be created. */
  #head(): Omit<PackedDevice, `${'desired' | 'reported'}${'' | 'Metadata' | 'Version'}` | 'tags'> | undefined {
    const { id, importMode, status, statusReason = null, type } = this.#texts;
    if (!id || checkDeviceId(id) || !isOneOf(importMode, creating) || !isOneOf(status, statuses)) return undefined;
    if (!isOneOf(type, types) || (statusReason?.length ?? 0) > mostReasonCharacters) return undefined;

    const { primaryKey, secondaryKey, primaryThumbprint, secondaryThumbprint } = this.#texts;
    const authentication = {
      type,
      symmetricKey: { primaryKey, secondaryKey },
      x509Thumbprint: { primaryThumbprint, secondaryThumbprint },
    };
    return {
      name: id,
      status: status ?? 'enabled',
      statusReason,
      ...authenticationOf({ deviceId: id, authentication }),
    };
  }

  #keepText(name: string, at: number): number {
    const end = this.#json.stringOrNull(at);
    if (end !== notPlain) this.#texts[name] = this.#json.isWord(at, 'null') ? null : this.#json.text(at + 1, end - 1);
    return end;
  }

  #readTags(at: number): number {
    if (this.#json.isWord(at, 'null')) return at + 'null'.length;

    const end = this.#json.object(at, keysOf.people, (_start, _end, valueAt) => this.#json.value(valueAt, 1));
    if (end === notPlain || end - at > mostSectionBytes.tags) return notPlain;
    this.#tags = this.#json.text(at, end);
    return end;
  }

  /** What people set comes first, then `$metadata` and `$version`, as services write it. */
  #readSection(name: 'desired' | 'reported', at: number): number {
    const json = this.#json;
    let valuesEnd = at + 1;
    const own: Partial<Record<string, string>> = {};
    const end = json.object(at, keysOf.service, (keyStart, keyEnd, valueAt) => {
      if (json.isOwnKey(keyStart)) return this.#readOwn(own, json.text(keyStart, keyEnd), valueAt);

      valuesEnd = own['$metadata'] || own['$version'] ? notPlain : json.value(valueAt, 1);
      return valuesEnd;
    });
    const { $metadata: metadata, $version: version } = own;
    if (end === notPlain || end - at > mostSectionBytes[name] || !metadata || !version) return notPlain;

    this.#sections[name] = { value: `${json.text(at, valuesEnd)}}`, metadata, version: Math.max(1, Number(version)) };
    return end;
  }

  #readOwn(own: Partial<Record<string, string>>, key: string, at: number): number {
    const json = this.#json;
    const end =
      key === '$metadata' && json.isWord(at, '{"$lastUpdated":"')
        ? json.metadata(at)
        : key === '$version'
          ? json.number(at)
          : notPlain;
    if (end !== notPlain) own[key] = json.text(at, end);
    return key === '$version' && !/^\d+$/.test(own[key] ?? '') ? notPlain : end;
  }
}

const creating = ['create', 'createOrUpdate', 'createOrUpdateIfMatchETag'] as const;
const statuses = ['enabled', 'disabled'] as const;
const types = [
  'sas',
  'selfSigned',
  'certificateAuthority',
  'none',
] as const satisfies readonly Authentication['type'][];

function emptySection(stamp: Stamp): Section {
  return { value: '{}', metadata: JSON.stringify(stamp), version: 1 };
}

/** True for nothing, too: a line need not say it. */
function isOneOf<T extends string>(text: string | null | undefined, known: readonly T[]): text is T | null | undefined {
  return text === undefined || text === null || (known as readonly string[]).includes(text);
}
