import type { DeviceTwin } from '../device.ts';
import { parentOf } from '../parentScope.ts';
import { parseCondition } from '../query/parseCondition.ts';
import { most } from './dryRun.ts';
import { type ExportClient, type KeysOf, deviceKeys, exported, moduleKeys } from './exportDevices.ts';
import { batchSize } from './importLines.ts';
import { allTwins, everythingWhere, largestPage } from './lookUp.ts';
import { migrateBatch } from './migrateBatch.ts';
import { type Checkpoint, type MigrationOrder, type MigrationPhase, migrationPhases } from './migration.ts';
import { ParentScopes } from './parentScopes.ts';

/**
 * Brings the devices of a hub with their keys, tags, desired properties, modules and parents to another one, by bulk
 * requests. Gives a checkpoint after each hundred; goes on from the one that it gets.
 * @throws HubError
 */
export async function* migrateDevices(
  order: MigrationOrder,
  start: Checkpoint,
  signal?: AbortSignal,
): AsyncGenerator<Checkpoint, void> {
  const scopes = new ParentScopes(order.to, order.dry);
  let checkpoint = start;
  for (const phase of migrationPhases.slice(migrationPhases.indexOf(start.phase))) {
    if (phase !== checkpoint.phase) checkpoint = begin(checkpoint, phase);
    const keysOf = await keysFor(order, phase, signal);
    for await (const { twins, ...place } of batches(order.from, checkpoint, signal)) {
      signal?.throwIfAborted();
      const devices = await exported(twins, { twins: true }, keysOf);
      const outcome = await migrateBatch(order, await scopes.translate(devices, signal), signal);
      checkpoint = {
        ...place,
        phase,
        counts: sum(checkpoint.counts, outcome.counts),
        unmigrated: [...checkpoint.unmigrated, ...outcome.unmigrated].slice(0, most.lines),
      };
      yield checkpoint;
    }
  }
}

function begin({ counts, unmigrated }: Checkpoint, phase: MigrationPhase): Checkpoint {
  return { phase, offset: 0, counts, unmigrated };
}

async function keysFor({ from, dry }: MigrationOrder, phase: MigrationPhase, signal?: AbortSignal): Promise<KeysOf> {
  if (dry) return undefined;
  return phase === 'modules' ? moduleKeys(from, signal) : deviceKeys(from, signal);
}

/** Devices that go together, and the place to go on from once they are done. */
interface Batch extends Pick<Checkpoint, 'after' | 'offset'> {
  readonly twins: readonly DeviceTwin[];
}

function batches(from: ExportClient, checkpoint: Checkpoint, signal?: AbortSignal): AsyncIterable<Batch> {
  if (checkpoint.phase === 'edge') return edgeBatches(from, checkpoint, signal);
  return pagedBatches(from, checkpoint, signal);
}

/** No batch has an edge device and its parent. They are few enough to be held. */
async function* edgeBatches(
  from: ExportClient,
  { offset }: Checkpoint,
  signal?: AbortSignal,
): AsyncGenerator<Batch, void> {
  const query = everythingWhere('devices', parseCondition('capabilities.iotEdge = true'));
  const edges = await Array.fromAsync(allTwins(from, query, signal));
  const levels = Map.groupBy(edges, edge => depthOf(edge, new Map(edges.map(one => [one.deviceId, one]))));
  const sorted = [...levels].toSorted(([one], [other]) => one - other).flatMap(([, level]) => chunksOf(level));

  let done = 0;
  for (const twins of sorted) {
    done += twins.length;
    if (done > offset) yield { twins, offset: done };
  }
}

function depthOf(edge: DeviceTwin, edges: ReadonlyMap<string, DeviceTwin>): number {
  const parent = parentOf(edge);
  const above = parent === undefined ? undefined : edges.get(parent);
  return above ? 1 + depthOf(above, edges) : 0;
}

async function* pagedBatches(
  from: ExportClient,
  { phase, after: start, offset: skipped }: Checkpoint,
  signal?: AbortSignal,
): AsyncGenerator<Batch, void> {
  const query = everythingWhere(phase === 'modules' ? 'devices.modules' : 'devices');
  let after = start;
  let offset = skipped;
  do {
    const token = after === undefined ? {} : { after };
    const page = await from.queryTwins(query, { pageSize: largestPage, ...token }, signal);
    for (; offset < page.items.length; offset += batchSize) {
      const twins = page.items.slice(offset, offset + batchSize).filter(twin => phase === 'modules' || !isEdge(twin));
      if (twins.length > 0) yield { twins, ...token, offset: offset + batchSize };
    }
    offset = 0;
    after = page.next;
  } while (after !== undefined);
}

function isEdge({ capabilities }: DeviceTwin): boolean {
  return capabilities?.iotEdge === true;
}

function chunksOf(twins: readonly DeviceTwin[]): readonly (readonly DeviceTwin[])[] {
  const count = Math.ceil(twins.length / batchSize);
  return Array.from({ length: count }, (_, index) => twins.slice(index * batchSize, (index + 1) * batchSize));
}

function sum(one: Checkpoint['counts'], other: Checkpoint['counts']): Checkpoint['counts'] {
  return {
    created: one.created + other.created,
    overwritten: one.overwritten + other.overwritten,
    same: one.same + other.same,
    conflicts: one.conflicts + other.conflicts,
    failed: one.failed + other.failed,
  };
}
