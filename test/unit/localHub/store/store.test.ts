import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { SessionTable } from '../../../../src/localHub/store/sessionTable.ts';
import { SettingTable } from '../../../../src/localHub/store/settingTable.ts';
import { Store, StoreError } from '../../../../src/localHub/store/store.ts';
import { TelemetryLog } from '../../../../src/localHub/store/telemetryLog.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'store-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

async function openStore(file: string): Promise<Store> {
  const store = await Store.open(file);
  onTestFinished(() => store.close());
  return store;
}

const message = (text: string) => ({ systemProperties: {}, properties: { n: text }, body: Buffer.from(text) });

test('writes of one turn of the event loop are committed together, and then told', async () => {
  const store = await openStore(':memory:');
  const sessions = new SessionTable(store);
  const events: string[] = [];

  sessions.put('a', ['x']);
  store.onCommitted(() => events.push('a'));
  sessions.put('b', ['y']);
  store.onCommitted(() => events.push('b'));
  events.push('written');
  await store.committed();

  expect(events).toEqual(['written', 'a', 'b']);
  expect(sessions.get('b')).toEqual(['y']);
});

test('nothing to commit is told at once', async () => {
  const store = await openStore(':memory:');
  const events: string[] = [];

  store.onCommitted(() => events.push('at once'));

  expect(events).toEqual(['at once']);
});

test('another process sees what was told to be committed, before the store is closed', async () => {
  const file = join(folder(), 'hub.db');
  const store = await openStore(file);
  new SettingTable(store).getOrMake('key', () => 'value');
  await store.committed();

  const other = new DatabaseSync(file, { readOnly: true });
  expect(other.prepare('SELECT value FROM settings').get()).toEqual({ value: 'value' });
  other.close();
});

test('a setting is made once', async () => {
  const settings = new SettingTable(await openStore(':memory:'));

  expect([settings.getOrMake('key', () => 'first'), settings.getOrMake('key', () => 'second')]).toEqual([
    'first',
    'first',
  ]);
});

test('a file that is no store is refused with a sentence', async () => {
  const file = join(folder(), 'hub.db');
  writeFileSync(file, 'this is not a database, though it is long enough to look like one'.repeat(20));

  await expect(Store.open(file)).rejects.toThrow(StoreError);
  await expect(Store.open(file)).rejects.toThrow(/^The store ".*hub\.db" cannot be read: file is not a database\.$/);
});

test('a store of a newer version is refused, and left as it is', async () => {
  const file = join(folder(), 'hub.db');
  const newer = new DatabaseSync(file);
  newer.exec('PRAGMA user_version = 1000');
  newer.close();

  await expect(Store.open(file)).rejects.toThrow('written by a newer version of IoT Hub Workbench');
});

test('telemetry is numbered in the order of its arrival, also over a restart', async () => {
  const file = join(folder(), 'hub.db');
  const first = await Store.open(file);
  const log = new TelemetryLog(first, () => 7);
  log.append('door', message('one'), () => undefined);
  log.append('door', message('two'), () => undefined);
  await first.committed();
  log.append('window', message('three'), () => undefined);
  first.close();

  const again = new TelemetryLog(await openStore(file), () => 8);
  expect(again.nextSequence).toBe(4);
  const stored = [...again.from(2)].flat();
  expect(stored.map(({ sequence, name, body, enqueuedMs }) => [sequence, name, String(body), enqueuedMs])).toEqual([
    [2, 'door', 'two', 7],
    [3, 'window', 'three', 7],
  ]);
  expect(stored[0]?.properties).toEqual({ n: 'two' });
});

test('the oldest telemetry goes when there is too much of it', async () => {
  const store = await openStore(':memory:');
  const log = new TelemetryLog(store, () => 7, 1000);
  for (let count = 0; count < 10; count++) {
    log.append('door', message('x'.repeat(300)), () => undefined);
    store.flush();
  }

  expect([...log.from(1)].flat().map(({ sequence }) => sequence)).toEqual([10]);
  expect(log.nextSequence).toBe(11);
});

test('old telemetry goes, but not the number of the newest', async () => {
  const store = await openStore(':memory:');
  let now = 1000;
  const log = new TelemetryLog(store, () => now);
  for (const text of ['one', 'two', 'three']) {
    log.append('door', message(text), () => undefined);
    store.flush();
    now += 1000;
  }

  log.forgetBefore(10_000);

  expect([...log.from(1)].flat().map(({ sequence }) => sequence)).toEqual([3]);
});
