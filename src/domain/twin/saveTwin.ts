import type { HubClient } from '../hubClient.ts';
import type { IdentityAddress } from '../identityAddress.ts';
import { HubError } from '../hubError.ts';
import type { JsonObject } from '../json.ts';
import { mergeTwins, type TwinConflict } from './mergeTwins.ts';
import { contentOf, withContent } from './twinContent.ts';
import { twinDocument } from './twinDocument.ts';
import { twinPatch } from './twinPatch.ts';

/** A twin's document that a person changed. */
export interface TwinEdit {
  /** What the person started from. */
  readonly opened: JsonObject;
  readonly edited: JsonObject;
  /** What the hub last said of the twin. */
  readonly latest: JsonObject;
}

export type TwinSave =
  | { readonly kind: 'saved'; readonly latest: JsonObject }
  /** Nothing was written. `merged` is `latest` with the person's changes, also where others changed the same. */
  | {
      readonly kind: 'conflict';
      readonly latest: JsonObject;
      readonly merged: JsonObject;
      readonly conflicts: readonly TwinConflict[];
    };

/** Each report of a device changes the etag, so that a busy one needs more than one try. */
const mostAttempts = 8;

/**
 * Writes what a person changed in a twin, and nothing else. Changes that others made meanwhile are merged; where they
 * touch the same property, the person has to choose.
 * @throws HubError
 */
export async function saveTwin(
  client: Pick<HubClient, 'getTwin' | 'getModuleTwin' | 'updateTwin'>,
  of: IdentityAddress,
  { opened, edited, latest }: TwinEdit,
): Promise<TwinSave> {
  const [base, mine] = [contentOf(opened), contentOf(edited)];
  let current = latest;
  for (let attempt = 1; ; attempt++) {
    const theirs = contentOf(current);
    const { merged, conflicts } = mergeTwins(base, mine, theirs);
    if (conflicts.length > 0) {
      return { kind: 'conflict', latest: current, merged: withContent(current, merged), conflicts };
    }
    const patch = twinPatch(theirs, merged);
    if (!patch) return { kind: 'saved', latest: current };
    try {
      const twin = await client.updateTwin(of, patch, etagOf(current));
      return { kind: 'saved', latest: twinDocument(twin) };
    } catch (error) {
      if (!HubError.is(error, 'etagMismatch') || attempt === mostAttempts) throw error;
      current = await readTwinDocument(client, of);
    }
  }
}

/** The twin of a device or module as a document. @throws HubError */
export async function readTwinDocument(
  client: Pick<HubClient, 'getTwin' | 'getModuleTwin'>,
  { deviceId, moduleId }: IdentityAddress,
  signal?: AbortSignal,
): Promise<JsonObject> {
  const twin =
    moduleId === undefined
      ? await client.getTwin(deviceId, signal)
      : await client.getModuleTwin(deviceId, moduleId, signal);
  return twinDocument(twin);
}

function etagOf({ etag }: JsonObject): string {
  return typeof etag === 'string' ? etag : '*';
}
