import { describe, expect, test } from 'vitest';
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
    'SELECT * FROM devices.jobs',
    'SELECT deviceId FROM devices',
    'SELECT TOP 1 * FROM devices',
  ])('%s is refused with 400004', async text => {
    const { hub } = await openHub();

    expect(await faultOf(() => hub.queries.page(text, 100, undefined))).toBe(400004);
  });
});
