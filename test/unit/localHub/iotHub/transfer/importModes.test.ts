import { describe, expect, test } from 'vitest';
import { identityEtag, twinEtag } from '../../../../../src/localHub/iotHub/deviceDocument.ts';
import type { IotHub } from '../../../../../src/localHub/iotHub/iotHub.ts';
import { type ImportMode, readImportedDevice } from '../../../../../src/localHub/iotHub/transfer/importedDevice.ts';
import { ImportRules } from '../../../../../src/localHub/iotHub/transfer/importRules.ts';
import { connect, createDevice, faultOf, openHub } from '../openHub.ts';

const wrongEtag = 'bm90IHRoaXM=';

/** What becomes of a device that is there, and of one that is not: a fault's number, or the fault that there is none. */
const expected: readonly (readonly [ImportMode, existing: number | undefined, missing: number | undefined])[] = [
  ['create', 409001, undefined],
  ['createOrUpdate', undefined, undefined],
  ['createOrUpdateIfMatchETag', 412001, undefined],
  ['update', undefined, 404001],
  ['updateIfMatchETag', 412001, 404001],
  ['delete', undefined, 404001],
  ['deleteIfMatchETag', 412001, 404001],
  ['updateTwin', undefined, 404001],
  ['updateTwinIfMatchETag', 412001, 404001],
];

describe.each(expected)('the mode %s', (importMode, onExisting, onMissing) => {
  test('does what it says with a device that is there, under another etag', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');

    const line = { id: 'door', importMode, eTag: wrongEtag, twinETag: wrongEtag, tags: { floor: 1 } };
    expect(await faultOf(() => importLine(hub, line))).toBe(onExisting);
    if (onExisting !== undefined) expect(hub.registry.get('door').tags).toBe('{}');
    else if (importMode === 'delete') expect(hub.registry.find('door')).toBeUndefined();
    else expect(hub.registry.get('door').tags).toBe('{"floor":1}');
  });

  test('does what it says with a device that is not there', async () => {
    const { hub } = await openHub();

    expect(await faultOf(() => importLine(hub, { id: 'door', importMode, tags: { floor: 1 } }))).toBe(onMissing);
    expect(hub.registry.find('door')?.tags).toBe(onMissing === undefined ? '{"floor":1}' : undefined);
  });

  test('takes the etags that the device has', async () => {
    const { hub } = await openHub();
    const device = createDevice(hub, 'door');

    const line = { id: 'door', importMode, eTag: identityEtag(device), twinETag: twinEtag(device), tags: { floor: 1 } };
    expect(await faultOf(() => importLine(hub, line))).toBe(importMode === 'create' ? 409001 : undefined);
  });
});

describe('a line', () => {
  test('without authentication keeps the keys of a device that is there', async () => {
    const { hub } = await openHub();
    const before = createDevice(hub, 'door');
    importLine(hub, { id: 'door', status: 'Disabled', statusReason: 'lost' });

    expect(hub.registry.get('door')).toMatchObject({
      primaryKey: before.primaryKey,
      generationId: before.generationId,
      etag: before.etag + 1,
      status: 'disabled',
      statusReason: 'lost',
    });
  });

  test('brings the metadata of its twin, and never an older version', async () => {
    const { hub } = await openHub();
    const $metadata = { $lastUpdated: '2020-01-01T00:00:00Z', x: { $lastUpdated: '2020-01-01T00:00:00Z' } };
    importLine(hub, { id: 'door', properties: { desired: { x: 1, $metadata, $version: 7 }, reported: { y: 2 } } });
    const device = hub.registry.get('door');
    expect(JSON.parse(device.desiredMetadata)).toEqual($metadata);
    expect(device).toMatchObject({ desired: '{"x":1}', desiredVersion: 7, reported: '{"y":2}', reportedVersion: 2 });
    expect(JSON.parse(device.reportedMetadata)).toHaveProperty('y.$lastUpdated', '2026-11-20T10:00:00.000Z');

    importLine(hub, { id: 'door', properties: { desired: { x: 2, $version: 3 } } });
    expect(hub.registry.get('door')).toMatchObject({ desired: '{"x":2}', desiredVersion: 8 });
  });

  test('tells a connected device what it is to be, and lets a disabled one go', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');
    importLine(hub, { id: 'door', properties: { desired: { old: 1 } } });
    const { connection } = connect(hub, 'door');
    importLine(hub, { id: 'door', importMode: 'updateTwin', properties: { desired: { young: 2 } } });
    expect(connection.desired).toEqual([{ patch: '{"old":null,"young":2,"$version":3}', version: 3 }]);

    importLine(hub, { id: 'door', status: 'disabled' });
    expect(connection.closed).toEqual(['deviceDisabled']);
  });

  test('of a child finds its parent by its id, whatever its generation was in another hub', async () => {
    const { hub } = await openHub();
    const parent = createDevice(hub, 'edge', { capabilities: { iotEdge: true } });
    importLine(hub, { id: 'leaf', deviceScope: 'ms-azure-iot-edge://edge-637000000000' });

    expect(hub.registry.get('leaf').deviceScope).toBe(parent.deviceScope);
    const orphan = readImportedDevice('{"id":"orphan","deviceScope":"ms-azure-iot-edge://nobody-1"}');
    expect(new ImportRules(hub.registry, hub.twins).waitsForParent(orphan)).toBe(true);
  });

  test.each([
    ['no JSON', '{"id":'],
    ['no object', '[1]'],
    ['an unknown mode', '{"id":"a","importMode":"upsert"}'],
    ['no id', '{"status":"enabled"}'],
    ['an id that cannot be', '{"id":"a/b"}'],
    ['an authentication that is none', '{"id":"a","authentication":{"type":"SELF_SIGNED"}}'],
    ['a tag with a dot in its name', '{"id":"a","tags":{"b.c":1}}'],
    ['desired properties that are a list', '{"id":"a","properties":{"desired":[]}}'],
  ])('that is %s is refused with its reason', async (_what, text) => {
    expect(await faultOf(() => readImportedDevice(text))).toBe(400004);
  });
});

function importLine({ registry, twins }: IotHub, line: object): void {
  new ImportRules(registry, twins).apply(readImportedDevice(JSON.stringify(line)));
}
