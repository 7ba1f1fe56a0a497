import { isJsonObject, type JsonObject } from '../json.ts';
import type { TwinPatch } from '../twin/twinPatch.ts';

/** What a person starts a patch from. */
export const emptyPatchText = printTwinPatch({});

/** A patch as people edit it: with both sections, so that they see what there is. */
export function printTwinPatch({ tags = {}, properties = { desired: {} } }: TwinPatch): string {
  return `${JSON.stringify({ tags, properties }, undefined, 2)}\n`;
}

/**
 * The document of a patch with both sections, so that it can be judged like a twin's; nothing if it is not a JSON object.
 */
export function readPatchDocument(text: string): JsonObject | undefined {
  const document = parse(text);
  if (!isJsonObject(document)) return undefined;

  const { properties = {} } = document;
  return { ...document, properties: isJsonObject(properties) ? { desired: {}, ...properties } : properties };
}

/** The patch of a document that has nothing else in it; nothing if it would change nothing. */
export function readTwinPatch(text: string): TwinPatch | undefined {
  const document = readPatchDocument(text);
  const tags = sectionOf(document?.['tags']);
  const properties = document?.['properties'];
  const desired = sectionOf(isJsonObject(properties) ? properties['desired'] : undefined);
  if (!tags && !desired) return undefined;

  return { ...(tags ? { tags } : {}), ...(desired ? { properties: { desired } } : {}) };
}

function sectionOf(section: unknown): JsonObject | undefined {
  return isJsonObject(section) && Object.keys(section).length > 0 ? section : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the editor marks where.
    return undefined;
  }
}
