import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { errorCodeOf, rawRequest } from './service.ts';

let hub: LocalHub;
beforeAll(async () => {
  hub = await LocalHub.start();
});
afterAll(() => hub.end());

async function newTwin(deviceId: string) {
  await hub.registry().create({ deviceId });
  return (await hub.registry().getTwin(deviceId)).responseBody;
}

describe('azure-iothub Twin', () => {
  test('patches tags and desired properties, and removes with null', async () => {
    const twin = await newTwin('patched');
    await twin.update({ tags: { floor: '3', old: true }, properties: { desired: { interval: 5 } } });

    const { result } = await twin.update({ tags: { old: null } });

    expect(result).toMatchObject({
      tags: { floor: '3' },
      properties: { desired: { interval: 5, $version: 2 }, reported: { $version: 1 } },
    });
    expect(result.tags).not.toHaveProperty('old');
  });

  test('is told when somebody else was quicker', async () => {
    const twin = await newTwin('contested');
    await hub.registry().updateTwin('contested', { tags: { a: 1 } }, '*');

    await expect(hub.registry().updateTwin('contested', { tags: { a: 2 } }, twin.etag)).rejects.toMatchObject({
      name: 'InvalidEtagError',
    });
  });

  test('is refused what breaks a limit, with the place and the rule', async () => {
    const twin = await newTwin('limited');

    await expect(twin.update({ tags: { text: 'x'.repeat(5000) } })).rejects.toMatchObject({
      responseBody: expect.stringContaining('tags.text: the text has 5000 bytes. It may have 4096.') as string,
    });
  });
});

test('PUT replaces tags and desired properties, with an etag in the header', async () => {
  await newTwin('replaced');
  await hub.registry().updateTwin('replaced', { tags: { a: 1 }, properties: { desired: { b: 1, c: 2 } } }, '*');

  const answer = await rawRequest(hub, '/twins/replaced?api-version=2021-04-12', {
    method: 'PUT',
    body: JSON.stringify({ tags: { z: 1 }, properties: { desired: { b: 2 } } }),
  });

  expect(JSON.parse(answer.text)).toMatchObject({ tags: { z: 1 }, properties: { desired: { b: 2, $version: 3 } } });
  expect(answer.headers['etag']).toMatch(/^"[\w+/]{11}="$/);
  expect(answer.text).not.toContain('"c":2');
});

describe('a query', () => {
  test('is read by the official client in pages', async () => {
    const devices = Array.from({ length: 95 }, (_, index) => ({ deviceId: `page-${index}` }));
    await hub.registry().addDevices(devices);
    const query = hub.registry().createQuery("SELECT * FROM devices WHERE STARTSWITH(deviceId, 'page-')", 40);

    const sizes: number[] = [];
    while (query.hasMoreResults) sizes.push((await query.nextAsTwin()).result.length);

    expect(sizes).toEqual([40, 40, 15]);
  });

  test('finds devices by tag, by state and by what they report', async () => {
    await newTwin('found');
    await hub.registry().updateTwin('found', { tags: { room: { floor: '3' } } }, '*');
    const ids = async (where: string) =>
      (await hub.registry().createQuery(`SELECT * FROM devices WHERE ${where}`).nextAsTwin()).result.map(
        ({ deviceId }) => deviceId,
      );

    expect(await ids("tags.room.floor = '3' AND status = 'enabled'")).toEqual(['found']);
    expect(await ids("tags.room.floor = '4'")).toEqual([]);
    expect(await ids("DeviceId IN ['found', 'lost'] AND connectionState = 'Disconnected'")).toEqual(['found']);
  });

  test.each([
    ['SELECT * FROM devices WHERE', 'but the query ends here'],
    ['SELECT * FROM devices WHERE status = enabled', 'no property'],
    [`SELECT * FROM devices WHERE deviceId = '${'x'.repeat(8192)}'`, 'at most 8192 are allowed'],
  ])('%.50s is refused with where and why', async (query, why) => {
    const answer = await rawRequest(hub, '/devices/query?api-version=2021-04-12', {
      method: 'POST',
      body: JSON.stringify({ query }),
    });

    expect([answer.status, errorCodeOf(answer)]).toEqual([400, 'ArgumentInvalid']);
    expect(answer.text).toContain(why);
  });

  test('goes on after a restart of the hub where its continuation says', async () => {
    await using folder = await temporaryFolder();
    const before = await LocalHub.start({ data: folder.path });
    await before.registry().addDevices(Array.from({ length: 30 }, (_, n) => ({ deviceId: `d${n + 10}` })));
    const first = before.registry().createQuery('SELECT * FROM devices', 20);
    await first.next();
    await before.end();

    await using after = await LocalHub.start({ data: folder.path });
    const { result } = await after.registry().createQuery('SELECT * FROM devices', 20).next(first.continuationToken);
    expect(result.map(({ deviceId }: { deviceId: string }) => deviceId).at(0)).toBe('d30');
    expect(result).toHaveLength(10);
  });
});
