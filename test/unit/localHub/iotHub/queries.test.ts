import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printExpression } from '../../../../src/domain/query/printQuery.ts';
import { createDevice, faultOf, openHub } from './openHub.ts';

async function hubWith(count: number) {
  const { hub } = await openHub();
  for (let index = 0; index < count; index++) {
    const deviceId = `d${String(index).padStart(4, '0')}`;
    createDevice(hub, deviceId);
    if (index % 10 === 3) hub.twins.patch(deviceId, { tags: { floor: '3' } }, undefined);
  }
  return hub;
}

describe('a query', () => {
  test('gives all devices in pages, each once', async () => {
    const hub = await hubWith(1203);
    const ids: unknown[] = [];
    let next: string | undefined;
    do {
      const page = await hub.queries.page('SELECT * FROM devices', 100, next);
      ids.push(...page.items.map(({ deviceId }) => deviceId));
      next = page.next;
    } while (next !== undefined);

    expect(new Set(ids).size).toBe(1203);
    expect(ids).toHaveLength(1203);
  });

  test('with a condition ends exactly where its devices end', async () => {
    const hub = await hubWith(100);
    const text = "SELECT * FROM devices WHERE tags.floor = '3'";

    const first = await hub.queries.page(text, 10, undefined);

    expect(first.items).toHaveLength(10);
    expect(first.next).toBeUndefined();
    expect((await hub.queries.page(text, 9, undefined)).next).toBeDefined();
  });

  test('that looks through many devices lets the hub do other things in between', async () => {
    const hub = await hubWith(2500);
    let turns = 0;
    const otherWork = setInterval(() => turns++, 0);

    await hub.queries.page("SELECT * FROM devices WHERE tags.floor = 'none'", 100, undefined);

    clearInterval(otherWork);
    expect(turns).toBeGreaterThan(0);
  });

  test('ends early when its hub stops', async () => {
    const { hub, store } = await openHub();
    for (let index = 0; index < 1500; index++) createDevice(hub, `d${index}`);

    const page = hub.queries.page("SELECT * FROM devices WHERE tags.floor = 'none'", 100, undefined);
    hub.close();
    store.close();

    expect(await page).toEqual({ items: [] });
  });

  test('takes a continuation of its own only', async () => {
    const hub = await hubWith(5);
    const { next = '' } = await hub.queries.page('SELECT * FROM devices', 2, undefined);
    const page = (text: string, token: string) => faultOf(() => hub.queries.page(text, 2, token));

    expect(await page("SELECT * FROM devices WHERE deviceId != 'x'", next)).toBe(400004);
    expect(await page('SELECT * FROM devices', 'bm9uc2Vuc2U=')).toBe(400004);
    expect(await page('SELECT * FROM devices', next)).toBeUndefined();
  });

  test.each([
    'SELECT',
    'SELECT * FROM devices WHERE',
    'SELECT * FROM devices GROUP BY status',
    'SELECT tags.floor FROM devices',
    'SELECT COUNT() FROM devices',
    'SELECT status, COUNT() AS n FROM devices',
    'SELECT deviceId, COUNT() AS n FROM devices GROUP BY status',
  ])('%s is refused with 400004', async text => {
    const { hub } = await openHub();

    expect(await faultOf(() => hub.queries.page(text, 100, undefined))).toBe(400004);
  });

  test('on jobs has no rows where there are no jobs', async () => {
    const { hub } = await openHub();

    expect(await hub.queries.page('SELECT * FROM devices.jobs', 100, undefined)).toEqual({ items: [] });
  });
});

describe('a select list', () => {
  test('gives what it names, under its name or its alias, and leaves out what is not there', async () => {
    const hub = await hubWith(4);
    const text = "SELECT DeviceId, tags.floor AS f FROM devices WHERE deviceId >= 'd0002'";

    expect((await hub.queries.page(text, 100, undefined)).items).toEqual([
      { deviceId: 'd0002' },
      { deviceId: 'd0003', f: '3' },
    ]);
  });

  test('with TOP ends there, also over pages', async () => {
    const hub = await hubWith(30);
    const text = 'SELECT TOP 5 deviceId FROM devices';

    const first = await hub.queries.page(text, 3, undefined);
    const second = await hub.queries.page(text, 3, first.next);

    expect([...first.items, ...second.items].map(({ deviceId }) => deviceId)).toEqual([
      'd0000',
      'd0001',
      'd0002',
      'd0003',
      'd0004',
    ]);
    expect(second.next).toBeUndefined();
  });

  test('FROM devices.modules gives modules, FROM devices devices', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');
    createDevice(hub, 'door', { moduleId: 'camera' });
    const ids = async (from: string, where = '') =>
      (await hub.queries.page(`SELECT * FROM ${from} ${where}`, 100, undefined)).items.map(({ deviceId, moduleId }) => [
        deviceId,
        moduleId,
      ]);

    expect(await ids('devices')).toEqual([['door', undefined]]);
    expect(await ids('devices.modules')).toEqual([['door', 'camera']]);
    expect(await ids('devices.modules', "WHERE deviceId = 'door'")).toEqual([['door', 'camera']]);
    expect(await ids('devices.modules', "WHERE moduleId = 'lock'")).toEqual([]);
  });
});

const tagged = async (...values: readonly unknown[]) => {
  const { hub } = await openHub();
  for (const [index, value] of values.entries()) {
    createDevice(hub, `d${index}`);
    if (value !== undefined) hub.twins.patch(`d${index}`, { tags: { v: value } }, undefined);
  }
  return async (text: string) => (await hub.queries.page(text, 100, undefined)).items;
};

const sorted = (items: readonly unknown[]) => items.map(item => JSON.stringify(item)).toSorted();

describe('aggregates', () => {
  test('count and calculate over the numbers there are', async () => {
    const rows = await tagged(1, 2.5, 'text', true, undefined);

    expect(
      await rows(
        'SELECT COUNT() AS n, SUM(tags.v) AS s, AVG(tags.v) AS a, MIN(tags.v) AS l, MAX(tags.v) AS m FROM devices',
      ),
    ).toEqual([{ n: 5, s: 3.5, a: 1.75, l: 1, m: 2.5 }]);
  });

  test('of no devices are a count of 0 and nothing else', async () => {
    const rows = await tagged();

    expect(await rows('SELECT COUNT() AS n, SUM(tags.v) AS s, MAX(tags.v) AS m FROM devices')).toEqual([{ n: 0 }]);
  });

  test('have a row for each group; 1, "1", true and what is not there are groups of their own', async () => {
    const rows = await tagged(1, '1', true, 1, undefined);

    expect(await rows('SELECT tags.v AS v, COUNT() AS n FROM devices GROUP BY tags.v')).toEqual(
      expect.arrayContaining([{ v: 1, n: 2 }, { v: '1', n: 1 }, { v: true, n: 1 }, { n: 1 }]),
    );
  });

  test('are the same whether SQLite counts or every document is read', async () => {
    const key = fc.constantFrom('a', 'b', "it's", 'ä', '__proto__', '[0', 'a"b');
    const value = fc.oneof(
      fc.constantFrom(1, '1', true, 'x"y\\', '\u2028', -0.5),
      fc.array(fc.constant(1), { maxLength: 1 }),
    );
    const document = fc.dictionary(fc.constantFrom('a', 'ä', '__proto__', '[0', "it's"), value, { maxKeys: 3 });

    await fc.assert(
      fc.asyncProperty(fc.array(document, { maxLength: 6 }), key, async (documents, name) => {
        const rows = await tagged(...documents);
        const path = `tags.v.[[${name}]]`;
        const counted = `SELECT ${path} AS v, COUNT() AS n FROM devices GROUP BY ${path}`;
        const oneByOne = counted.replace(' GROUP', ' WHERE cloudToDeviceMessageCount = 0 GROUP');
        expect(sorted(await rows(counted))).toEqual(sorted(await rows(oneByOne)));
      }),
      { numRuns: 60 },
    );
  });
});

test('a condition that SQLite checks first finds what it would find without that', async () => {
  const value = fc.oneof(
    fc.constantFrom('3', 3, true, 'x"y\\', '\u2028', "it's", 1e-7, -0.5, ''),
    fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
  );

  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 5 }), value, async (values, wanted) => {
      const { hub } = await openHub();
      for (const [index, each] of values.entries()) {
        createDevice(hub, `d${index}`);
        hub.twins.patch(`d${index}`, { tags: { room: { v: each } } }, undefined);
      }
      const constant = printExpression({ kind: 'constant', value: wanted });

      const found = await hub.queries.page(
        `SELECT deviceId FROM devices WHERE tags.room.v = ${constant}`,
        100,
        undefined,
      );

      const expected = values.flatMap((each, index) => (each === wanted ? [{ deviceId: `d${index}` }] : []));
      expect(found.items).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
