import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import { parseCondition } from '../../src/domain/query/parseCondition.ts';
import { dryRun } from '../../src/domain/transfer/dryRun.ts';
import { type ExportOrder, exportDevices } from '../../src/domain/transfer/exportDevices.ts';
import { exportTotal } from '../../src/domain/transfer/exportTotal.ts';
import type { ImportOrder } from '../../src/domain/transfer/importPlan.ts';
import { parseJsonLine, printJsonLine } from '../../src/domain/transfer/jsonLine.ts';
import { migrateDevices } from '../../src/domain/transfer/migrateDevices.ts';
import { type Checkpoint, migratedCount, migrationStart } from '../../src/domain/transfer/migration.ts';
import { runImport } from '../../src/domain/transfer/runImport.ts';
import { LocalHub } from '../support/localHub.ts';

const hubs: LocalHub[] = [];
let hub: HubClient;

beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => Promise.all(hubs.map(one => one.end())));

describe('importing a file', () => {
  test('creates devices and modules with their twins, and tells before what it will do', async () => {
    const order = fileOf(
      { id: 'door-1', tags: { floor: '3' }, properties: { desired: { interval: 5 } } },
      { id: 'door-1', moduleId: 'camera', tags: { lens: 'wide' } },
      { id: 'door-2', status: 'disabled', statusReason: 'in repair' },
    );

    expect((await dryRun(hub, order)).counts).toMatchObject({ create: 3, refused: 0, bad: 0 });
    expect((await hub.statistics()).totalDeviceCount).toBe(0);
    expect(await runImport(hub, order)).toEqual({
      counts: { created: 3, changed: 0, unchanged: 0, deleted: 0, failed: 0 },
      failed: [],
      failedLines: [],
    });
    expect(await hub.getTwin('door-1')).toMatchObject({ tags: { floor: '3' }, desired: { interval: 5 } });
    expect(await hub.getModuleTwin('door-1', 'camera')).toMatchObject({ tags: { lens: 'wide' } });
    expect(await hub.getDevice('door-2')).toMatchObject({ status: 'disabled', statusReason: 'in repair' });
  });

  test('a second time changes nothing', async () => {
    const order = fileOf({ id: 'door-1', tags: { floor: '3' }, properties: { desired: { interval: 5 } } });

    expect((await runImport(hub, order)).counts).toMatchObject({ unchanged: 1, changed: 0, failed: 0 });
  });

  test('replaces tags and keeps keys when a line has none, also where the identity changes', async () => {
    const before = await hub.getDevice('door-1');
    const order = fileOf({ id: 'door-1', status: 'disabled', tags: { room: 1 }, authentication: { type: 'sas' } });
    const { changed, newCredentials } = await dryRun(hub, order);

    expect(changed[0]?.changes.map(({ member }) => member)).toEqual(['status', 'tags.floor', 'tags.room']);
    expect(newCredentials).toBe(0);
    expect((await runImport(hub, order)).counts).toMatchObject({ changed: 1, failed: 0 });
    const after = await hub.getDevice('door-1');
    expect(after.primaryKey?.reveal()).toBe(before.primaryKey?.reveal());
    expect(after.status).toBe('disabled');
    expect(await hub.getTwin('door-1')).toMatchObject({ tags: { room: 1 }, desired: { interval: 5 } });
    expect((await hub.getTwin('door-1')).tags).not.toHaveProperty('floor');
  });

  test('names each line that the hub or the file is wrong about, and imports the others', async () => {
    const order = fileOf(
      { id: 'new' },
      { id: 'bad id' },
      { id: 'door-2', importMode: 'create' },
      { id: 'gone', importMode: 'delete' },
      { id: 'new' },
    );
    const result = await runImport(hub, order);

    expect(result.counts).toMatchObject({ created: 1, failed: 4 });
    expect(result.failed.map(({ line, label }) => [line, label])).toEqual([
      [2, undefined],
      [3, 'door-2'],
      [4, 'gone'],
      [5, undefined],
    ]);
  });

  test('deletes by mode', async () => {
    const order = fileOf({ id: 'new', importMode: 'delete' });

    expect((await dryRun(hub, order)).deleted).toEqual(['new']);
    expect((await runImport(hub, order)).counts).toMatchObject({ deleted: 1 });
    await expect(hub.getDevice('new')).rejects.toMatchObject({ reason: { kind: 'deviceNotFound' } });
  });

  test('knows the numbers of all lines that were left out, more than a report holds', async () => {
    const bad = Array.from({ length: 10_001 }, () => ({ id: 'bad id' }));
    const { counts, failed, failedLines } = await runImport(hub, fileOf({ id: 'good' }, ...bad));

    expect([counts.failed, failed.length]).toEqual([10_001, 10_000]);
    expect([failedLines.length, failedLines.at(0), failedLines.at(-1)]).toEqual([10_001, 2, 10_002]);
  });

  test('ends between two batches when it is cancelled, and says from which line on', async () => {
    const cancelled = new AbortController();
    const ids = Array.from({ length: 250 }, (_, index) => ({ id: `many-${index}` }));
    const result = await runImport(hub, fileOf(...ids), {
      signal: cancelled.signal,
      onProgress: () => cancelled.abort(),
    });

    expect(result).toMatchObject({ counts: { created: 100, failed: 0 }, stoppedAtLine: 101 });
    expect(result.error).toBeUndefined();
  });

  test('waits for a hub that throttles, for as long as it takes', async () => {
    const waits: string[] = [];
    const cancelled = new AbortController();
    const small = await startHub(['--tier', 'S1'], reason => {
      waits.push(reason);
      cancelled.abort();
    });
    const ids = Array.from({ length: 150 }, (_, index) => ({ id: `d-${index}` }));
    const result = await runImport(small, fileOf(...ids), { signal: cancelled.signal });

    expect(waits).toEqual(['throttled']);
    expect(result.error).toBeUndefined();
  });
});

describe('exporting', () => {
  const everything: ExportOrder = { keys: false, twins: true, modules: true };

  test('and importing into another hub makes the same devices', async () => {
    const from = await startHub();
    await runImport(
      from,
      fileOf({ id: 'a', tags: { x: 1 } }, { id: 'a', moduleId: 'm' }, { id: 'b', status: 'disabled' }),
    );
    const lines = await exported(from, { ...everything, keys: true });
    const to = await startHub();

    expect(await runImport(to, fileOf(...lines.map(line => JSON.parse(line) as object)))).toMatchObject({
      counts: { created: 3, failed: 0 },
    });
    expect((await to.getDevice('a')).primaryKey?.reveal()).toBe((await from.getDevice('a')).primaryKey?.reveal());
    expect((await to.getTwin('a')).tags).toEqual({ x: 1 });
    expect((await to.getDevice('b')).status).toBe('disabled');
    expect(await to.listModules('a')).toMatchObject([{ moduleId: 'm' }]);
  });

  test('leaves keys out unless asked, and takes a filter with the modules of what it selects', async () => {
    const from = await startHub();
    await runImport(
      from,
      fileOf({ id: 'a', tags: { x: 1 } }, { id: 'a', moduleId: 'm' }, { id: 'b' }, { id: 'b', moduleId: 'n' }),
    );
    const key = (await from.getDevice('a')).primaryKey?.reveal() ?? '';
    const lines = await exported(from, { ...everything, where: parseCondition('tags.x = 1') });

    expect(lines.map(line => JSON.parse(line) as object)).toMatchObject([{ id: 'a' }, { id: 'a', moduleId: 'm' }]);
    expect(lines.join('\n')).not.toContain(key);
  });

  test('tells before how many it writes, of a filter too unless the hub has modules', async () => {
    const from = await startHub();
    await runImport(from, fileOf({ id: 'a', tags: { x: 1 } }, { id: 'b' }, { id: 'c', tags: { x: 1 } }));
    const filtered = { ...everything, where: parseCondition('tags.x = 1') };
    expect([await exportTotal(from, everything), await exportTotal(from, filtered)]).toEqual([3, 2]);

    await runImport(from, fileOf({ id: 'a', moduleId: 'm' }));
    expect([await exportTotal(from, everything), await exportTotal(from, filtered)]).toEqual([4, undefined]);
    expect(await exportTotal(from, { ...filtered, modules: false })).toBe(2);
  });
});

describe('migrating', () => {
  const order = { existing: 'leave', dry: false } as const;

  test('brings keys, twins, modules and edge parents, whose scopes are others there', async () => {
    const [from, to] = [await startHub(), await startHub()];
    await from.createDevice({ deviceId: 'gateway', iotEdge: true });
    const scope = (await from.getDevice('gateway')).deviceScope ?? '';
    await runImport(
      from,
      fileOf(
        { id: 'a-child', deviceScope: scope, tags: { x: 1 } },
        { id: 'inner', capabilities: { iotEdge: true }, parentScopes: [scope] },
        { id: 'a-child', moduleId: 'm', properties: { desired: { every: 5 } } },
      ),
    );
    expect((await last(migrateDevices({ ...order, dry: true, from, to }, migrationStart))).counts.created).toBe(4);
    expect((await to.statistics()).totalDeviceCount).toBe(0);

    expect((await last(migrateDevices({ ...order, from, to }, migrationStart))).counts).toEqual({
      created: 4,
      overwritten: 0,
      same: 0,
      conflicts: 0,
      failed: 0,
    });
    const gateway = await to.getDevice('gateway');
    expect(gateway.deviceScope).not.toBe(scope);
    expect(await to.getDevice('a-child')).toMatchObject({ deviceScope: gateway.deviceScope });
    expect(await to.getDevice('inner')).toMatchObject({ parentScopes: [gateway.deviceScope] });
    expect((await to.getDevice('a-child')).primaryKey?.reveal()).toBe(
      (await from.getDevice('a-child')).primaryKey?.reveal(),
    );
    expect(await to.getTwin('a-child')).toMatchObject({ tags: { x: 1 } });
    expect(await to.getModuleTwin('a-child', 'm')).toMatchObject({ desired: { every: 5 } });
    expect((await last(migrateDevices({ ...order, from, to }, migrationStart))).counts).toMatchObject({ same: 4 });
  });

  test('tells devices that are different there, and overwrites them only if asked', async () => {
    const [from, to] = [await startHub(), await startHub()];
    await runImport(from, fileOf({ id: 'd', tags: { x: 1 } }));
    await runImport(to, fileOf({ id: 'd', tags: { y: 1 } }));

    const left = await last(migrateDevices({ ...order, from, to }, migrationStart));
    expect(left).toMatchObject({ counts: { conflicts: 1 }, unmigrated: [{ label: 'd' }] });
    expect((await to.getTwin('d')).tags).toEqual({ y: 1 });
    const forced = await last(migrateDevices({ ...order, existing: 'overwrite', from, to }, migrationStart));
    expect(forced.counts).toMatchObject({ overwritten: 1 });
    expect((await to.getTwin('d')).tags).toEqual({ x: 1 });
    expect((await to.getDevice('d')).primaryKey?.reveal()).toBe((await from.getDevice('d')).primaryKey?.reveal());
  });

  test('goes on from its checkpoint', async () => {
    const [from, to] = [await startHub(), await startHub()];
    await runImport(from, fileOf(...Array.from({ length: 250 }, (_, index) => ({ id: `d-${index}` }))));
    const first = await migrateDevices({ ...order, from, to }, migrationStart).next();
    const checkpoint = first.value ?? migrationStart;

    expect(migratedCount(checkpoint)).toBe(100);
    const resumed = await last(migrateDevices({ ...order, from, to }, checkpoint));
    expect(resumed.counts).toEqual({ created: 250, overwritten: 0, same: 0, conflicts: 0, failed: 0 });
    expect((await to.statistics()).totalDeviceCount).toBe(250);
  });
});

async function last(checkpoints: AsyncIterable<Checkpoint>): Promise<Checkpoint> {
  let checkpoint = migrationStart;
  for await (const next of checkpoints) checkpoint = next;
  return checkpoint;
}

async function exported(client: HubClient, order: ExportOrder): Promise<string[]> {
  const lines: string[] = [];
  for await (const page of exportDevices(client, order)) lines.push(...page.map(printJsonLine));
  return lines;
}

function fileOf(...lines: readonly object[]): ImportOrder {
  const source = {
    async *lines() {
      for (const [index, line] of lines.entries())
        yield { number: index + 1, read: parseJsonLine(JSON.stringify(line)) };
    },
  };
  return { source, mode: 'createOrUpdate' };
}

async function startHub(args: readonly string[] = [], onWait?: (reason: string) => void): Promise<HubClient> {
  const started = await LocalHub.start({ args });
  hubs.push(started);
  const parsed = parseHubConnectionString(started.hub.connectionString);
  if (!isHubConnectionString(parsed)) throw new Error('The local hub gave no connection string.');
  return createHubClient(hubEndpoint(parsed, started.ca), { onWait: ({ reason }) => onWait?.(reason.kind) });
}
