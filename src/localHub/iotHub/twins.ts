import type { JsonObject } from '../../domain/json.ts';
import { describeTwinProblem, findTwinProblem, type TwinSection } from '../../domain/twinLimits.ts';
import type { IdentityRecord } from '../store/identityRecord.ts';
import type { IdentityTable } from '../store/identityTable.ts';
import type { TwinConfigurations } from './configurations/twinConfigurations.ts';
import { twinEtag } from './deviceDocument.ts';
import { checkIfMatch } from './etag.ts';
import { HubFault } from './hubFault.ts';
import { type ImportedTwin, importProperties } from './importedTwin.ts';
import type { Registry } from './registry.ts';
import { parseTwinRequest } from './twinRequest.ts';
import { mergeMembers, patchProperties, replaceProperties, type TwinProperties } from './twinSection.ts';

/** Tells a connected device what changed in its desired properties; `patch` carries `$version`. */
type NotifyDesired = (name: string, patch: JsonObject, version: number) => void;

/** Who must know of changes in twins. */
export interface TwinObserver {
  /** Gives the twin as it then is. */
  changed(record: IdentityRecord): IdentityRecord;
  reported(name: string): void;
}

/** The twins of a hub's devices and modules. */
export class Twins {
  readonly #registry: Registry;
  readonly #identities: IdentityTable;
  readonly #now: () => number;
  readonly #notifyDesired: NotifyDesired;
  readonly #observer: TwinObserver;

  constructor(
    registry: Registry,
    identities: IdentityTable,
    now: () => number,
    notifyDesired: NotifyDesired,
    observer: TwinObserver,
  ) {
    this.#registry = registry;
    this.#identities = identities;
    this.#now = now;
    this.#notifyDesired = notifyDesired;
    this.#observer = observer;
  }

  /** PATCH: merges tags and desired properties; `null` removes. @throws HubFault */
  patch(name: string, body: unknown, ifMatch: string | undefined): IdentityRecord {
    return this.#change(name, body, ifMatch, {
      tags: (old, tags) => mergeMembers(old, tags),
      desired: patchProperties,
      notice: (_old, patch) => patch,
    });
  }

  /** PUT: replaces the tags and desired properties that the body has. @throws HubFault */
  replace(name: string, body: unknown, ifMatch: string | undefined): IdentityRecord {
    return this.#change(name, body, ifMatch, {
      tags: (_old, tags) => mergeMembers({}, tags),
      desired: replaceProperties,
      notice: replacedMembers,
    });
  }

  /** Puts the sections that a file brings in the place of those that are there. @throws HubFault as {@link Twins.patch} */
  import(name: string, twin: ImportedTwin, ifMatch: string | undefined): IdentityRecord {
    const old = this.#registry.get(name);
    checkIfMatch(ifMatch, twinEtag(old));

    const record: IdentityRecord = {
      ...old,
      ...(twin.tags ? { tags: JSON.stringify(twin.tags) } : {}),
      ...this.#importedDesired(old, twin),
      ...this.#importedReported(old, twin),
      twinVersion: old.twinVersion + 1,
    };
    this.#identities.put(record);
    if (twin.desired) this.#notify(record, replacedMembers(parse(old.desired), twin.desired.value));
    return this.#observer.changed(record);
  }

  #importedDesired(old: IdentityRecord, { desired: sent }: ImportedTwin): Partial<IdentityRecord> {
    if (!sent) return {};

    const before = propertiesOf(old.desired, old.desiredMetadata, old.desiredVersion);
    const stamp = { $lastUpdated: this.#time(), $lastUpdatedVersion: old.desiredVersion + 1 };
    const { value, metadata, version } = importProperties(before, sent, stamp);
    return {
      desired: JSON.stringify(value),
      desiredMetadata: JSON.stringify(metadata),
      desiredVersion: version,
    };
  }

  #importedReported(old: IdentityRecord, { reported: sent }: ImportedTwin): Partial<IdentityRecord> {
    if (!sent) return {};

    const before = propertiesOf(old.reported, old.reportedMetadata, old.reportedVersion);
    const { value, metadata, version } = importProperties(before, sent, { $lastUpdated: this.#time() });
    return {
      reported: JSON.stringify(value),
      reportedMetadata: JSON.stringify(metadata),
      reportedVersion: version,
    };
  }

  /** What a device reports. Gives the new `$version`. @throws HubFault ArgumentInvalid (400004) */
  patchReported(name: string, patch: JsonObject): number {
    const old = this.#identities.reportedOf(name) ?? this.#registry.get(name);
    const before = propertiesOf(old.reported, old.reportedMetadata, old.reportedVersion);
    const { value, metadata, version } = patchProperties(before, patch, { $lastUpdated: this.#time() });
    checkLimits('reported', patch, value);
    this.#identities.putReported(name, {
      reported: JSON.stringify(value),
      reportedMetadata: JSON.stringify(metadata),
      reportedVersion: version,
      twinVersion: old.twinVersion + 1,
    });
    this.#observer.reported(name);
    return version;
  }

  /**
   * Writes what configurations make of a twin; `desired` is a patch of its desired properties.
   * @throws HubFault ArgumentInvalid if it breaks a limit; then nothing is written.
   */
  configure(old: IdentityRecord, desired: JsonObject | undefined, { configurations, settings }: TwinConfigurations) {
    const record: IdentityRecord = {
      ...old,
      ...(desired ? this.#changedDesired(old, desired, { desired: patchProperties }) : {}),
      configurations: JSON.stringify(configurations),
      configuredSettings: JSON.stringify(settings),
      twinVersion: old.twinVersion + 1,
    };
    this.#identities.put(record);
    if (desired) this.#notify(record, desired);
    return record;
  }

  #change(name: string, body: unknown, ifMatch: string | undefined, how: HowToChange): IdentityRecord {
    const request = parseTwinRequest(body);
    const old = this.#registry.get(name);
    checkIfMatch(ifMatch, twinEtag(old));

    const tags = request.tags && how.tags(parse(old.tags), request.tags);
    if (request.tags && tags) checkLimits('tags', request.tags, tags);
    const record: IdentityRecord = {
      ...old,
      ...(tags ? { tags: JSON.stringify(tags) } : {}),
      ...(request.desired ? this.#changedDesired(old, request.desired, how) : {}),
      twinVersion: old.twinVersion + 1,
    };
    this.#identities.put(record);
    if (request.desired) this.#notify(record, how.notice(parse(old.desired), request.desired));
    return this.#observer.changed(record);
  }

  #changedDesired(old: IdentityRecord, change: JsonObject, how: Pick<HowToChange, 'desired'>): Partial<IdentityRecord> {
    const before = propertiesOf(old.desired, old.desiredMetadata, old.desiredVersion);
    const stamp = { $lastUpdated: this.#time(), $lastUpdatedVersion: old.desiredVersion + 1 };
    const { value, metadata, version } = how.desired(before, change, stamp);
    checkLimits('desired', change, value);
    return {
      desired: JSON.stringify(value),
      desiredMetadata: JSON.stringify(metadata),
      desiredVersion: version,
    };
  }

  #notify(record: IdentityRecord, patch: JsonObject): void {
    const version = record.desiredVersion;
    this.#notifyDesired(record.name, { ...patch, $version: version }, version);
  }

  #time(): string {
    return new Date(this.#now()).toISOString();
  }
}

/** What sets PATCH and PUT apart. */
interface HowToChange {
  readonly tags: (old: JsonObject, change: JsonObject) => JsonObject;
  readonly desired: typeof patchProperties;
  /**
   * What a connected device is told. Assumed for PUT, because no source says: the members that went come as `null`, so
   * that a device that merges ends with what the twin has.
   */
  readonly notice: (old: JsonObject, change: JsonObject) => JsonObject;
}

/** As a patch: what was there goes, what is new comes. */
function replacedMembers(old: JsonObject, value: JsonObject): JsonObject {
  return { ...Object.fromEntries(Object.keys(old).map(key => [key, null])), ...value };
}

/** Keys and values are checked in what is sent, the size in what it makes. */
function checkLimits(name: TwinSection, sent: JsonObject, result: JsonObject): void {
  const problem = findTwinProblem(name, sent) ?? findTwinProblem(name, result);
  if (problem) throw new HubFault('ArgumentInvalid', describeTwinProblem(name, problem));
}

function propertiesOf(value: string, metadata: string, version: number): TwinProperties {
  return { value: parse(value), metadata: parse(metadata), version };
}

function parse(text: string): JsonObject {
  return JSON.parse(text) as JsonObject;
}
