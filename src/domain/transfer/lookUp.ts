import type { DeviceIdentity, DeviceTwin } from '../device.ts';
import type { HubClient } from '../hubClient.ts';
import { identityLabel } from '../identityAddress.ts';
import { maxQueryLength } from '../query/maxQueryLength.ts';
import { printQuery } from '../query/printQuery.ts';
import type { Collection, Expression } from '../query/syntaxTree.ts';
import type { KnownDevice } from './planLine.ts';
import type { TransferDevice } from './transferDevice.ts';

/** The most rows that a hub gives in a page: what reads many should take few of the queries that it allows. */
export const largestPage = 1000;

type Reader = Pick<HubClient, 'queryTwins'>;

/** What a hub has of these devices and modules, by label. As its queries say: they may be some seconds behind. */
export async function lookUp(
  client: Reader,
  devices: readonly TransferDevice[],
  identities: ReadonlyMap<string, DeviceIdentity>,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, KnownDevice>> {
  const known = new Map<string, KnownDevice>();
  for (const text of lookUpQueries(devices)) {
    for await (const twin of allTwins(client, text, signal)) {
      const label = identityLabel(twin);
      const identity = identities.get(label);
      known.set(label, { twin, ...(identity ? { identity } : {}) });
    }
  }
  return known;
}

/** The rows of all pages of a query. */
export async function* allTwins(client: Reader, text: string, signal?: AbortSignal): AsyncGenerator<DeviceTwin, void> {
  for await (const page of twinPages(client, text, signal)) yield* page;
}

/** The pages of a query of whole devices or modules. */
export async function* twinPages(
  client: Reader,
  text: string,
  signal?: AbortSignal,
): AsyncGenerator<readonly DeviceTwin[], void> {
  let after: string | undefined;
  do {
    const page = await client.queryTwins(
      text,
      { pageSize: largestPage, ...(after === undefined ? {} : { after }) },
      signal,
    );
    yield page.items;
    after = page.next;
  } while (after !== undefined);
}

/** Few queries that select these devices and modules, none longer than a hub takes. */
function lookUpQueries(devices: readonly TransferDevice[]): readonly string[] {
  const ofDevices = devices.filter(({ moduleId }) => moduleId === undefined).map(({ id }) => id);
  const ofModules = devices.filter(({ moduleId }) => moduleId !== undefined).map(({ id }) => id);
  return [...queriesFor('devices', [...new Set(ofDevices)]), ...queriesFor('devices.modules', [...new Set(ofModules)])];
}

/** Few queries that select all of these devices, or their modules. */
export function queriesFor(from: Collection, ids: readonly string[]): readonly string[] {
  const chunks: string[][] = [];
  let chunk: string[] = [];
  for (const id of ids) {
    if (chunk.length > 0 && everythingWhere(from, isOneOf([...chunk, id])).length > maxQueryLength) {
      chunks.push(chunk);
      chunk = [];
    }
    chunk.push(id);
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks.map(part => everythingWhere(from, isOneOf(part)));
}

/** `SELECT * FROM devices WHERE …` */
export function everythingWhere(from: Collection, where?: Expression): string {
  return printQuery({ kind: 'query', select: { kind: 'everything' }, from, ...(where ? { where } : {}) });
}

function isOneOf(candidates: readonly string[]): Expression {
  const value = { kind: 'property', path: ['deviceId'] } as const;
  return { kind: 'membership', operator: 'IN', value, candidates };
}
