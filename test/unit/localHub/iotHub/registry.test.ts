import { describe, expect, test } from 'vitest';
import { runBulk } from '../../../../src/localHub/iotHub/bulkRegistry.ts';
import { identityEtag } from '../../../../src/localHub/iotHub/deviceDocument.ts';
import { parseIdentityRequest } from '../../../../src/localHub/iotHub/identityRequest.ts';
import { connect, createDevice, faultOf, openHub } from './openHub.ts';

describe('creating a device', () => {
  test('generates two keys of 32 bytes where the request has none or empty ones', async () => {
    const { hub } = await openHub();
    const symmetricKey = { primaryKey: '', secondaryKey: '' };

    const door = createDevice(hub, 'door', { authentication: { type: 'sas', symmetricKey } });

    expect([door.primaryKey, door.secondaryKey].map(key => Buffer.from(key ?? '', 'base64').length)).toEqual([32, 32]);
    expect(door.primaryKey).not.toBe(door.secondaryKey);
  });

  test('keeps keys that the request brings, and refuses what is no key', async () => {
    const { hub } = await openHub();
    const primaryKey = Buffer.alloc(16, 7).toString('base64');
    const own = { authentication: { symmetricKey: { primaryKey, secondaryKey: primaryKey } } };

    expect(createDevice(hub, 'own', own).primaryKey).toBe(primaryKey);
    const short = { authentication: { symmetricKey: { primaryKey: 'AAAA', secondaryKey: primaryKey } } };
    expect(await faultOf(() => createDevice(hub, 'short', short))).toBe(400004);
  });

  test('is refused with 409001 for an id that is taken; ids are case-sensitive', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');

    expect(await faultOf(() => createDevice(hub, 'door'))).toBe(409001);
    expect(await faultOf(() => createDevice(hub, 'Door'))).toBeUndefined();
  });

  test.each(['', 'a/b', 'a b', 'ä', 'x'.repeat(129)])('is refused with 400004 for the id %j', async id => {
    const { hub } = await openHub();

    expect(await faultOf(() => createDevice(hub, id))).toBe(400004);
  });
});

describe('updating a device', () => {
  test('takes a matching etag or *, and answers another with 412001', async () => {
    const { hub } = await openHub();
    const etag = identityEtag(createDevice(hub, 'door'));
    const request = parseIdentityRequest({ deviceId: 'door', status: 'disabled', statusReason: 'stolen' });

    expect(await faultOf(() => hub.registry.update(request, '"bm90IHRoaXM="'))).toBe(412001);
    const updated = hub.registry.update(request, `"${etag}"`);
    expect(updated).toMatchObject({ status: 'disabled', statusReason: 'stolen' });
    expect(identityEtag(updated)).not.toBe(etag);
    expect(await faultOf(() => hub.registry.update(request, '"*"'))).toBeUndefined();
  });

  test('that names no authentication keeps the keys', async () => {
    const { hub } = await openHub();
    const { primaryKey } = createDevice(hub, 'door');

    expect(hub.registry.update(parseIdentityRequest({ deviceId: 'door' }), '*').primaryKey).toBe(primaryKey);
  });

  test('to disabled closes the connection of the device', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');
    const { connection } = connect(hub, 'door');

    hub.registry.update(parseIdentityRequest({ deviceId: 'door', status: 'disabled' }), '*');

    expect(connection.closed).toEqual(['deviceDisabled']);
  });
});

test('deleting a device closes its connection and forgets its queued messages', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  hub.sendToDevice('door', { systemProperties: {}, properties: {}, body: Buffer.from('hello') });
  const { connection } = connect(hub, 'door');

  hub.registry.delete('door', undefined);

  expect(connection.closed).toEqual(['deviceRemoved']);
  expect(await faultOf(() => hub.registry.get('door'))).toBe(404001);
  expect(hub.twinDocument(createDevice(hub, 'door'))['cloudToDeviceMessageCount']).toBe(0);
});

const item = (id: string) => ({ id, importMode: 'create' });

describe('a bulk request', () => {
  test('does what it can and names each item that failed', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'old');

    const result = runBulk(hub, [
      { id: 'new', importMode: 'create' },
      { id: 'old', importMode: 'create' },
      { id: 'gone', importMode: 'Delete' },
      { id: 'odd', importMode: 'explode' },
    ]);

    expect(result.isSuccessful).toBe(false);
    expect(result.errors.map(({ deviceId, errorCode }) => [deviceId, errorCode])).toEqual([
      ['old', 'DeviceAlreadyExists'],
      ['gone', 'DeviceNotFound'],
      ['odd', 'ArgumentInvalid'],
    ]);
    expect(hub.statistics().totalDeviceCount).toBe(2);
  });

  test('deletes with an etag only what has it', async () => {
    const { hub } = await openHub();
    const eTag = identityEtag(createDevice(hub, 'door'));

    const stale = runBulk(hub, [{ id: 'door', importMode: 'DeleteIfMatchETag', eTag: 'c3RhbGU=' }]);
    expect(stale.errors[0]?.errorCode).toBe('PreconditionFailed');
    expect(runBulk(hub, [{ id: 'door', importMode: 'DeleteIfMatchETag', eTag }]).isSuccessful).toBe(true);
  });

  test('changes nothing when a device stands in it twice, or it has 0 or 101 items', async () => {
    const { hub } = await openHub();
    expect(await faultOf(() => runBulk(hub, [item('a'), item('a')]))).toBe(400011);
    expect(await faultOf(() => runBulk(hub, []))).toBe(400004);
    const many = Array.from({ length: 101 }, (_, index) => item(`d${index}`));
    expect(await faultOf(() => runBulk(hub, many))).toBe(400004);
    expect(hub.statistics().totalDeviceCount).toBe(0);
  });

  test('writes twins: of what it creates, and where it is asked to by mode, whole sections', async () => {
    const { hub } = await openHub();
    const tags = { floor: '3', room: 7 };

    runBulk(hub, [{ id: 'door', importMode: 'create', tags, properties: { desired: { interval: 5 } } }]);
    runBulk(hub, [{ id: 'door', importMode: 'updateTwin', tags: { floor: '4' } }]);

    const { tags: written, properties } = hub.twinDocument(hub.registry.get('door'));
    expect([written, properties]).toMatchObject([{ floor: '4' }, { desired: { interval: 5 } }]);
    expect(written).not.toHaveProperty('room');
    const stale = { id: 'door', importMode: 'updateTwinIfMatchETag', twinETag: 'c3RhbGU=', tags };
    expect(runBulk(hub, [stale]).errors[0]?.errorCode).toBe('PreconditionFailed');
  });

  test('registers a device whose twin breaks a rule without it, with a warning', async () => {
    const { hub } = await openHub();

    const result = runBulk(hub, [{ id: 'door', importMode: 'create', tags: { 'a.b': 1 } }]);

    expect(result).toMatchObject({
      isSuccessful: true,
      warnings: [{ deviceId: 'door', warningCode: 'DeviceRegisteredWithoutTwin' }],
    });
    expect(hub.twinDocument(hub.registry.get('door'))).not.toHaveProperty('tags');
  });
});
