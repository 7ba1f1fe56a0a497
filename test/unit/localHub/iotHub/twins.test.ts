import { describe, expect, test } from 'vitest';
import { twinEtag } from '../../../../src/localHub/iotHub/deviceDocument.ts';
import { connect, createDevice, faultOf, openHub } from './openHub.ts';

const reported = (hub: Awaited<ReturnType<typeof openHub>>['hub']) =>
  (hub.twinDocument(hub.registry.get('door'))['properties'] as { reported: object }).reported;

describe('PATCH of a twin', () => {
  test('merges objects, replaces values and removes what is null', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');
    hub.twins.patch('door', { tags: { a: { x: 1, y: 2 }, b: [1, 2] } }, undefined);

    const record = hub.twins.patch('door', { tags: { a: { x: null, z: 3 }, b: [3] } }, undefined);

    expect(JSON.parse(record.tags)).toEqual({ a: { y: 2, z: 3 }, b: [3] });
  });

  test('counts the version of what changed and notes when, at every level', async () => {
    const { hub, clock } = await openHub();
    createDevice(hub, 'door');
    clock.ms += 1000;

    const record = hub.twins.patch('door', { properties: { desired: { a: { b: 1 } } } }, undefined);

    const stamp = { $lastUpdated: '2026-11-20T10:00:01.000Z', $lastUpdatedVersion: 2 };
    expect(record).toMatchObject({ desiredVersion: 2, reportedVersion: 1, twinVersion: 3 });
    expect(JSON.parse(record.desiredMetadata)).toEqual({ ...stamp, a: { ...stamp, b: stamp } });
  });

  test('tells a connected device the change and its version', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');
    const { connection } = connect(hub, 'door');

    hub.twins.patch('door', { properties: { desired: { floor: 3, old: null } } }, undefined);
    hub.twins.patch('door', { tags: { building: 43 } }, undefined);

    expect(connection.desired).toEqual([{ patch: '{"floor":3,"old":null,"$version":2}', version: 2 }]);
  });

  test('with another etag changes nothing: 412001', async () => {
    const { hub } = await openHub();
    const before = createDevice(hub, 'door');
    hub.twins.patch('door', { tags: { a: 1 } }, `"${twinEtag(before)}"`);

    expect(await faultOf(() => hub.twins.patch('door', { tags: { a: 2 } }, `"${twinEtag(before)}"`))).toBe(412001);
    expect(hub.registry.get('door').tags).toBe('{"a":1}');
  });

  test.each([
    ['a body that is no object', []],
    ['tags that are no object', { tags: 3 }],
    ['properties that are no object', { properties: 'x' }],
    ['a key with a dot', { tags: { 'a.b': 1 } }],
    ['a text of more than 4 KB', { tags: { a: 'x'.repeat(4097) } }],
    ['an integer out of range', { tags: { a: 2 ** 52 } }],
  ])('refuses %s with 400004', async (_, body) => {
    const { hub } = await openHub();
    createDevice(hub, 'door');

    expect(await faultOf(() => hub.twins.patch('door', body, undefined))).toBe(400004);
    expect(hub.registry.get('door').twinVersion).toBe(2);
  });

  test('refuses what would make a section too large, though the patch is small', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');
    hub.twins.patch('door', { tags: { a: 'x'.repeat(4000), b: 'x'.repeat(4000) } }, undefined);

    expect(await faultOf(() => hub.twins.patch('door', { tags: { c: 'x'.repeat(300) } }, undefined))).toBe(400004);
  });
});

test('PUT replaces the sections that it has, and tells the device what went', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  hub.twins.patch('door', { tags: { a: 1 }, properties: { desired: { x: 1, y: 2 } } }, undefined);
  const { connection } = connect(hub, 'door');

  const record = hub.twins.replace('door', { properties: { desired: { y: 3 } } }, undefined);

  expect(record).toMatchObject({ desired: '{"y":3}', tags: '{"a":1}', desiredVersion: 3 });
  expect(JSON.parse(connection.desired[0]?.patch ?? '')).toEqual({ x: null, y: 3, $version: 3 });
});

test('a key "__proto__" is a key like any other', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  const body: unknown = JSON.parse('{"tags":{"__proto__":{"polluted":true}}}');

  const record = hub.twins.patch('door', body, undefined);

  expect(record.tags).toBe('{"__proto__":{"polluted":true}}');
  expect('polluted' in {}).toBe(false);
});

describe('the twin in JSON', () => {
  test('has rebootTime before $metadata, as the tutorial reads it', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');

    hub.twins.patchReported('door', { rebootTime: '2018-01-02 12:34:56.789012' });

    const text = JSON.stringify(hub.twinDocument(hub.registry.get('door')));
    const at = text.indexOf('rebootTime');
    expect(text.slice(at + 11, at + 37)).toBe(':"2018-01-02 12:34:56.7890');
    expect(at).toBeLessThan(text.lastIndexOf('$metadata'));
  });

  test('has no tags until there are some', async () => {
    const { hub } = await openHub();

    expect(hub.twinDocument(createDevice(hub, 'door'))).not.toHaveProperty('tags');
    expect(hub.twinDocument(hub.twins.patch('door', { tags: { a: 1 } }, undefined))).toHaveProperty('tags', { a: 1 });
  });
});

describe('what a device reports', () => {
  test('is merged, stamped, and acknowledged with its version once it is committed', async () => {
    const { hub, store } = await openHub();
    createDevice(hub, 'door');
    const { session } = connect(hub, 'door');
    const results: unknown[] = [];

    session.patchReported(Buffer.from('{"locked":true}'), result => results.push(result));
    expect(results).toEqual([]);
    store.flush();

    expect(results).toEqual([{ version: 2 }]);
    expect(reported(hub)).toEqual({
      locked: true,
      $metadata: {
        $lastUpdated: '2026-11-20T10:00:00.000Z',
        locked: { $lastUpdated: '2026-11-20T10:00:00.000Z' },
      },
      $version: 2,
    });
    expect(session.getTwin()).toBe('{"desired":{"$version":1},"reported":{"locked":true,"$version":2}}');
  });

  test.each(['', '[]', 'nonsense', '{"$version":1}', '{"a b":1}'])('is refused with 400 when it is %j', async text => {
    const { hub, store } = await openHub();
    createDevice(hub, 'door');
    const { session } = connect(hub, 'door');
    const results: unknown[] = [];

    session.patchReported(Buffer.from(text), result => results.push(result));
    store.flush();

    expect(results).toEqual([expect.objectContaining({ status: 400, errorCode: 400004 })]);
  });
});
