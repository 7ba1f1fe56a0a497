import type { DeviceTwin } from '../device.ts';
import { type JsonObject, isJsonObject } from '../json.ts';

/** A twin as a document: the members of the service's REST API, in the order in which people look for them. */
export function twinDocument({ tags, desired, reported, ...identity }: DeviceTwin): JsonObject {
  return { ...(identity as JsonObject), tags, properties: { desired, reported } };
}

export function printTwinDocument(document: JsonObject): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Reads what {@link printTwinDocument} or a person wrote; nothing if it is not a JSON object. */
export function parseTwinDocument(text: string): JsonObject | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return isJsonObject(document) ? document : undefined;
  } catch {
    // Not JSON: the editor marks where.
    return undefined;
  }
}
