import * as z from 'zod/mini';
import { type Json, type JsonObject, isJsonObject } from '../../../domain/json.ts';
import { HubFault } from '../hubFault.ts';
import { type IdentityRequest, parseIdentityRequest } from '../identityRequest.ts';
import { type ImportedTwin, parseImportedTwin } from '../importedTwin.ts';

/** What a line of a file of devices asks for: IoT Hub, "Import and export IoT Hub device identities in bulk". */
export const importModes = [
  'createOrUpdate',
  'create',
  'update',
  'updateIfMatchETag',
  'createOrUpdateIfMatchETag',
  'delete',
  'deleteIfMatchETag',
  'updateTwin',
  'updateTwinIfMatchETag',
] as const;

export type ImportMode = (typeof importModes)[number];

/** A line of a file of devices. */
export interface ImportedDevice {
  readonly mode: ImportMode;
  readonly request: IdentityRequest;
  /** None unless the mode is one that compares etags. */
  readonly etag: string | undefined;
  readonly twinEtag: string | undefined;
  readonly twin: ImportedTwin;
}

const text = z.optional(z.nullable(z.string()));
const importLine = z.object({ id: z.string(), importMode: text, eTag: text, twinETag: text });

/** The service reads the names of these values in any case. */
const namedValues = new Map<string, string>(
  [...importModes, 'enabled', 'disabled', 'sas', 'selfSigned', 'certificateAuthority', 'none'].map(name => [
    name.toLowerCase(),
    name,
  ]),
);

/** Reads the text of a line. @throws HubFault ArgumentInvalid, with what is wrong. */
export function readImportedDevice(lineText: string): ImportedDevice {
  const line = parseLine(lineText);
  const parsed = importLine.safeParse(line);
  if (!parsed.success) throw invalid(`"${parsed.error.issues[0]?.path.join('.')}" is not valid.`);

  const { id, importMode, eTag, twinETag } = parsed.data;
  const mode = modeOf(importMode);
  const compares = mode.endsWith('IfMatchETag');
  return {
    mode,
    request: parseIdentityRequest({ ...line, ...normalised(line), deviceId: id }),
    etag: compares ? (eTag ?? undefined) : undefined,
    twinEtag: compares ? (twinETag ?? undefined) : undefined,
    twin: parseImportedTwin(line),
  };
}

function parseLine(lineText: string): JsonObject {
  let line: Json;
  try {
    line = JSON.parse(lineText) as Json;
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error));
  }
  if (!isJsonObject(line)) throw invalid('It is not a JSON object.');
  return line;
}

function modeOf(name: string | null | undefined): ImportMode {
  const wanted = name?.toLowerCase() ?? 'createorupdate';
  const mode = importModes.find(known => known.toLowerCase() === wanted);
  if (mode) return mode;

  throw invalid(`"${name}" is no import mode: there are ${importModes.join(', ')}.`);
}

function normalised({ status, authentication }: JsonObject): JsonObject {
  return {
    ...(status === undefined ? {} : { status: inOwnCase(status) }),
    ...(isJsonObject(authentication) && authentication['type'] !== undefined
      ? { authentication: { ...authentication, type: inOwnCase(authentication['type']) } }
      : {}),
  };
}

function inOwnCase(value: Json): Json {
  return typeof value === 'string' ? (namedValues.get(value.toLowerCase()) ?? value) : value;
}

function invalid(message: string): HubFault {
  return new HubFault('ArgumentInvalid', message);
}
