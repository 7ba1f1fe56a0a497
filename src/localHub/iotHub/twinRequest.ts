import { type Json, type JsonObject, isJsonObject } from '../../domain/json.ts';
import type { TwinSection } from '../../domain/twinLimits.ts';
import { HubFault } from './hubFault.ts';

/** What a service wants of a twin. */
export interface TwinRequest {
  readonly tags: JsonObject | undefined;
  readonly desired: JsonObject | undefined;
}

/** Reads `{tags?, properties?: {desired?}}`; what only the hub writes is passed over. @throws HubFault ArgumentInvalid */
export function parseTwinRequest(body: unknown): TwinRequest {
  if (!isJsonObject(body)) throw new HubFault('ArgumentInvalid', 'The body is not a JSON object.');

  const { properties } = body;
  if (properties !== undefined && !isJsonObject(properties)) {
    throw new HubFault('ArgumentInvalid', '"properties" is not a JSON object.');
  }
  return { tags: section('tags', body['tags']), desired: section('desired', properties?.['desired']) };
}

function section(name: TwinSection, value: Json | undefined): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) throw new HubFault('ArgumentInvalid', `"${name}" is not a JSON object.`);

  const { $metadata: _metadata, $version: _version, ...members } = value;
  return members;
}
