import { type Json, type JsonObject, isJsonObject } from '../../domain/json.ts';
import { describeTwinProblem, findTwinProblem, type TwinSection } from '../../domain/twinLimits.ts';
import { HubFault } from './hubFault.ts';
import { mergeMembers, replaceProperties, type Stamp, type TwinProperties } from './twinSection.ts';

/** The twin that a file brings: whole sections, checked against the limits. What is not there stays as it is. */
export interface ImportedTwin {
  readonly tags?: JsonObject;
  readonly desired?: ImportedProperties;
  readonly reported?: ImportedProperties;
}

export interface ImportedProperties {
  readonly value: JsonObject;
  /** As the file has it; without it, the time of the import is written beside each member. */
  readonly metadata?: JsonObject;
  readonly version?: number;
}

/** Reads `tags` and `properties` of a line. @throws HubFault ArgumentInvalid if they are none or break a limit. */
export function parseImportedTwin({ tags, properties }: JsonObject): ImportedTwin {
  if (!isAbsent(properties) && !isJsonObject(properties)) throw invalid('"properties" is not a JSON object.');

  const members = isAbsent(tags) ? undefined : split('tags', tags).value;
  const desired = isAbsent(properties?.['desired']) ? undefined : split('desired', properties['desired']);
  const reported = isAbsent(properties?.['reported']) ? undefined : split('reported', properties['reported']);
  return { ...(members && { tags: members }), ...(desired && { desired }), ...(reported && { reported }) };
}

export function isEmptyTwin({ tags, desired, reported }: ImportedTwin): boolean {
  return tags === undefined && desired === undefined && reported === undefined;
}

/**
 * Puts imported properties in the place of others. Metadata of the file is kept. Versions never go back, because a
 * device takes no desired properties with a lower version than it has.
 */
export function importProperties(before: TwinProperties, sent: ImportedProperties, stamp: Stamp): TwinProperties {
  const { value, metadata } = sent;
  const version = Math.max(before.version + 1, sent.version ?? 0);
  return metadata ? { value, metadata, version } : { ...replaceProperties(before, value, stamp), version };
}

function split(section: TwinSection, sent: Json): ImportedProperties {
  if (!isJsonObject(sent)) throw invalid(`"${section}" is not a JSON object.`);

  const { $metadata: metadata, $version: version, ...members } = sent;
  const value = hasNull(members) ? mergeMembers({}, members) : members;
  const problem = findTwinProblem(section, value);
  if (problem) throw invalid(describeTwinProblem(section, problem));
  return {
    value,
    ...(isJsonObject(metadata) && typeof metadata['$lastUpdated'] === 'string' ? { metadata } : {}),
    ...(typeof version === 'number' && Number.isSafeInteger(version) && version > 0 ? { version } : {}),
  };
}

/** A `null` says that there is no such member. */
function hasNull(value: JsonObject): boolean {
  return Object.values(value).some(member => member === null || (isJsonObject(member) && hasNull(member)));
}

function isAbsent(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function invalid(message: string): HubFault {
  return new HubFault('ArgumentInvalid', message);
}
