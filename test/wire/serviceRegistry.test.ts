import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub } from '../support/localHub.ts';
import { errorCodeOf, rawRequest } from './service.ts';

let hub: LocalHub;
beforeAll(async () => {
  hub = await LocalHub.start();
});
afterAll(() => hub.end());

const version = 'api-version=2021-04-12';

describe('azure-iothub Registry', () => {
  test('creates a device with generated keys, reads, updates and deletes it', async () => {
    const registry = hub.registry();
    const { responseBody: created } = await registry.create({ deviceId: 'door', status: 'enabled' });
    expect(created).toMatchObject({ deviceId: 'door', status: 'enabled', connectionState: 'Disconnected' });
    expect(created.authentication?.symmetricKey?.primaryKey).toMatch(/^[\w+/]{43}=$/);

    const change = { deviceId: 'door', status: 'disabled', statusReason: 'x', authentication: created.authentication };
    const { responseBody: updated } = await registry.update(change);
    expect(updated).toMatchObject({ status: 'disabled', statusReason: 'x', authentication: created.authentication });

    expect((await registry.get('door')).responseBody.etag).toBe(updated.etag);
    await registry.delete('door');
    await expect(registry.get('door')).rejects.toMatchObject({ name: 'DeviceNotFoundError' });
  });

  test('finds a device whose id needs encoding', async () => {
    const deviceId = "a#b%c?d+e'f";
    await hub.registry().create({ deviceId });

    expect((await hub.registry().get(deviceId)).responseBody.deviceId).toBe(deviceId);
    await hub.registry().delete(deviceId);
  });

  test('is told of a device that exists already', async () => {
    await hub.registry().create({ deviceId: 'twice' });

    await expect(hub.registry().create({ deviceId: 'twice' })).rejects.toMatchObject({
      name: 'DeviceAlreadyExistsError',
      responseBody: expect.stringContaining('ErrorCode:DeviceAlreadyExists;') as string,
    });
  });

  test('adds, updates and removes up to 100 devices at once', async () => {
    await using empty = await LocalHub.start();
    const registry = empty.registry();
    const devices = Array.from({ length: 100 }, (_, index) => ({ deviceId: `bulk-${index}` }));

    expect((await registry.addDevices(devices)).responseBody).toMatchObject({
      isSuccessful: true,
      errors: [],
    });
    expect((await registry.getRegistryStatistics()).responseBody.totalDeviceCount).toBe(100);
    await registry.updateDevices(
      devices.map(device => ({ ...device, status: 'disabled' })),
      true,
    );
    expect((await registry.getRegistryStatistics()).responseBody.disabledDeviceCount).toBe(100);
    await registry.removeDevices(devices, true);
    await expect(registry.removeDevices(devices, true)).rejects.toMatchObject({
      responseBody: expect.stringContaining('"errorCode":"DeviceNotFound"') as string,
    });
  });

  test('lists at most 1,000 devices, as the service does', async () => {
    const registry = hub.registry();
    for (let batch = 0; batch < 11; batch++) {
      const devices = Array.from({ length: 100 }, (_, index) => ({ deviceId: `list-${batch}-${index}` }));
      await registry.addDevices(devices);
    }

    expect((await registry.list()).responseBody).toHaveLength(1000);
  });
});

describe('the registry answers', () => {
  test.each([
    ['PUT', '/devices/a%2Fb', '{"deviceId":"a/b"}', 400, 'ArgumentInvalid'],
    ['PUT', '/devices/a', '{"deviceId":"b"}', 400, 'ArgumentInvalid'],
    ['PUT', '/devices/a', 'nonsense', 400, 'ArgumentInvalid'],
    ['PUT', '/devices/a', '{"deviceId":"a","status":"odd"}', 400, 'ArgumentInvalid'],
    ['GET', '/devices/nobody', undefined, 404, 'DeviceNotFound'],
    ['DELETE', '/devices/nobody', undefined, 404, 'DeviceNotFound'],
    ['PATCH', '/devices/a', '{}', 405, 'MethodNotAllowed'],
    ['GET', '/jobs/v2/nobody', undefined, 404, 'JobNotFound'],
    ['GET', '/messages', undefined, 404, 'ResourceNotFound'],
  ])('%s %s with body %s: %i %s', async (method, path, body, status, name) => {
    const answer = await rawRequest(hub, `${path}?${version}`, { method, ...(body === undefined ? {} : { body }) });

    expect([answer.status, errorCodeOf(answer)]).toEqual([status, name]);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test('an update with an old etag with 412, and changes nothing', async () => {
    await hub.registry().create({ deviceId: 'etag' });
    const answer = await rawRequest(hub, `/devices/etag?${version}`, {
      method: 'PUT',
      body: '{"deviceId":"etag","status":"disabled"}',
      headers: { 'if-match': '"b2xk"' },
    });

    expect([answer.status, errorCodeOf(answer)]).toEqual([412, 'PreconditionFailed']);
    expect((await hub.registry().get('etag')).responseBody.status).toBe('enabled');
  });

  test('a body that is too large with 413, and goes on serving', async () => {
    const answer = await rawRequest(hub, `/devices/big?${version}`, {
      method: 'PUT',
      body: 'x'.repeat(9 * 1024 * 1024),
    });

    expect([answer.status, errorCodeOf(answer)]).toEqual([413, 'MessageTooLarge']);
    expect((await rawRequest(hub, `/statistics/devices?${version}`)).status).toBe(200);
  });

  test('every version of the API that clients send, and no other', async () => {
    for (const known of ['2016-11-14', '2018-06-30', '2020-09-30', '2021-04-12']) {
      expect((await rawRequest(hub, `/statistics/devices?api-version=${known}`)).status).toBe(200);
    }
    for (const query of ['', '?api-version=1999-01-01']) {
      const answer = await rawRequest(hub, `/statistics/devices${query}`);
      expect([answer.status, errorCodeOf(answer)]).toEqual([400, 'InvalidProtocolVersion']);
    }
  });
});
