import iotDevice from 'azure-iot-device';
import iotDeviceMqtt from 'azure-iot-device-mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { deviceSasToken } from '../../src/azure/iotHub/deviceSasToken.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import {
  deviceConnectionString,
  isHubConnectionString,
  parseHubConnectionString,
} from '../../src/domain/connectionString.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import { regeneratedKeys, swappedKeys } from '../../src/domain/identityKeys.ts';
import { parentOf } from '../../src/domain/parentScope.ts';
import { Secret } from '../../src/domain/secret.ts';
import { LocalHub } from '../support/localHub.ts';
import { FaultyHub, answer, hangUp } from './faultyHub.ts';

const ownKey = (fill: string) => new Secret(Buffer.alloc(32, fill).toString('base64'));
/** As the service writes it. */
const door = {
  deviceId: 'door',
  generationId: '1',
  etag: 'MQ==',
  status: 'enabled',
  statusReason: null,
  connectionState: 'Disconnected',
  lastActivityTime: '0001-01-01T00:00:00Z',
  authentication: { type: 'sas', symmetricKey: { primaryKey: 'cHJp', secondaryKey: 'c2Vj' } },
};
const changedMeanwhile = answer(412, { Message: 'ErrorCode:PreconditionFailed;The etag does not match.' });
const thumbprint = 'AB'.repeat(20);

let localHub: LocalHub;
let hub: HubClient;

beforeAll(async () => {
  localHub = await LocalHub.start();
  const parsed = parseHubConnectionString(localHub.hub.connectionString);
  if (!isHubConnectionString(parsed)) throw new Error('The local hub gave no connection string.');
  hub = createHubClient(hubEndpoint(parsed, localHub.ca), { name: 'contoso' });
});
afterAll(() => localHub.end());

describe('a device', () => {
  test('is created with keys of its owner', async () => {
    const keys = { primaryKey: ownKey('a'), secondaryKey: ownKey('b') };
    await hub.createDevice({ deviceId: 'own-keys', authentication: { type: 'sas', ...keys } });
    const device = await hub.getDevice('own-keys');

    expect(device.primaryKey?.reveal()).toBe(keys.primaryKey.reveal());
    expect(device.secondaryKey?.reveal()).toBe(keys.secondaryKey.reveal());
  });

  test('is created for a certificate that signs itself, or that an authority signed', async () => {
    await hub.createDevice({
      deviceId: 'self-signed',
      authentication: { type: 'selfSigned', primaryThumbprint: thumbprint },
    });
    await hub.createDevice({ deviceId: 'ca-signed', authentication: { type: 'certificateAuthority' } });

    expect(await hub.getDevice('self-signed')).toMatchObject({
      authenticationType: 'selfSigned',
      primaryThumbprint: thumbprint,
    });
    expect(await hub.getDevice('ca-signed')).toMatchObject({ authenticationType: 'certificateAuthority' });
  });

  test('keeps its keys when it is disabled with a reason, and loses the reason when it is enabled', async () => {
    const created = await hub.createDevice('guarded');
    const address = { deviceId: 'guarded' };
    const disabled = await hub.updateIdentity(address, () => ({
      status: { status: 'disabled', statusReason: 'stolen' },
    }));
    expect(disabled).toMatchObject({ status: 'disabled', statusReason: 'stolen' });
    expect(disabled.primaryKey?.reveal()).toBe(created.primaryKey?.reveal());

    const enabled = await hub.updateIdentity(address, () => ({ status: { status: 'enabled' } }));
    expect(enabled).not.toHaveProperty('statusReason');
    expect(enabled).toMatchObject({ status: 'enabled' });
  });

  test('gets the one new key that it should get, and its keys change places', async () => {
    const { primaryKey, secondaryKey } = await hub.createDevice('keys');
    const address = { deviceId: 'keys' };
    const renewed = await hub.updateIdentity(address, device => regeneratedKeys(device, 'primary', () => ownKey('n')));
    expect([renewed.primaryKey?.reveal(), renewed.secondaryKey?.reveal()]).toEqual([
      ownKey('n').reveal(),
      secondaryKey?.reveal(),
    ]);
    expect(renewed.primaryKey?.reveal()).not.toBe(primaryKey?.reveal());

    const swapped = await hub.updateIdentity(address, swappedKeys);
    expect([swapped.primaryKey?.reveal(), swapped.secondaryKey?.reveal()]).toEqual([
      secondaryKey?.reveal(),
      ownKey('n').reveal(),
    ]);
  });

  test('that was changed in between is read again before it is written', async () => {
    await using faulty = await FaultyHub.open(
      answer(200, door),
      changedMeanwhile,
      answer(200, door),
      answer(200, door),
    );
    await faulty.client().updateIdentity({ deviceId: 'door' }, () => ({ status: { status: 'disabled' } }));

    expect(faulty.requests).toEqual([
      'GET /devices/door',
      'PUT /devices/door',
      'GET /devices/door',
      'PUT /devices/door',
    ]);
  });

  test('whose change was done although its answer was lost is not changed twice', async () => {
    const swapped = {
      ...door,
      authentication: { ...door.authentication, symmetricKey: { primaryKey: 'c2Vj', secondaryKey: 'cHJp' } },
    };
    await using faulty = await FaultyHub.open(answer(200, door), hangUp, changedMeanwhile, answer(200, swapped));
    const { primaryKey } = await faulty.client().updateIdentity({ deviceId: 'door' }, swappedKeys);

    expect(primaryKey?.reveal()).toBe('c2Vj');
    expect(faulty.requests).toHaveLength(4);
  });

  test('that has no keys says so instead of getting some', async () => {
    await hub.createDevice({ deviceId: 'keyless', authentication: { type: 'certificateAuthority' } });

    await expect(hub.updateIdentity({ deviceId: 'keyless' }, swappedKeys)).rejects.toMatchObject({
      reason: { kind: 'noKeys', deviceId: 'keyless' },
    });
  });

  test('gets a parent and loses it, and is found by it', async () => {
    const edge = await hub.createDevice({ deviceId: 'gateway', iotEdge: true });
    const inner = await hub.createDevice({ deviceId: 'inner-gateway', iotEdge: true });
    await hub.createDevice('leaf');
    expect(edge).toMatchObject({ capabilities: { iotEdge: true } });
    const parentScope = edge.deviceScope ?? '';

    for (const deviceId of ['leaf', 'inner-gateway']) await hub.updateIdentity({ deviceId }, () => ({ parentScope }));
    expect((await hub.getDevice('inner-gateway')).deviceScope).toBe(inner.deviceScope);
    const children = await hub.listDevices({ parentScope }, { pageSize: 10 });
    expect(children.items.map(child => [child.deviceId, parentOf(child)])).toEqual([
      ['inner-gateway', 'gateway'],
      ['leaf', 'gateway'],
    ]);
    const edges = await hub.listDevices({ iotEdge: true, idPrefix: 'inner' }, { pageSize: 10 });
    expect(edges.items.map(({ deviceId }) => deviceId)).toEqual(['inner-gateway']);

    await hub.updateIdentity({ deviceId: 'leaf' }, () => ({ parentScope: null }));
    expect(parentOf(await hub.getDevice('leaf'))).toBeUndefined();
  });

  test.each(['door 1', 'a/b'])('with the id "%s" is refused with the reason, and not made', async deviceId => {
    await expect(hub.createDevice(deviceId)).rejects.toMatchObject({ reason: { kind: 'rejected' } });
  });

  test('signs in with a token of its key until the token expires', async () => {
    const deviceId = "odd%id'(1)";
    const { primaryKey = new Secret('') } = await hub.createDevice(deviceId);
    const token = deviceSasToken(hub.hostName, { deviceId }, primaryKey, Date.now() + 60_000).reveal();
    const device = await openWithToken(token);
    await device.sendEvent(new iotDevice.Message('hello'));
    await device.close();

    const expired = deviceSasToken(hub.hostName, { deviceId }, primaryKey, Date.now() - 60_000).reveal();
    await expect(openWithToken(expired)).rejects.toThrow();
  });
});

describe('many devices', () => {
  test('are created and deleted by the hundred, and who waits hears how far it is', async () => {
    const deviceIds = Array.from({ length: 250 }, (_, index) => `many-${index}`);
    const counts: number[] = [];
    const created = await hub.createDevices(deviceIds.map(deviceId => ({ deviceId })));
    const deleted = await hub.deleteDevices(deviceIds, { onProgress: count => counts.push(count) });

    expect([created, deleted, counts]).toEqual([[], [], [100, 200, 250]]);
    expect((await hub.listDevices({ idPrefix: 'many-' }, { pageSize: 1 })).items).toEqual([]);
  });

  test('that cannot all be created or deleted say which cannot, and why; the others are', async () => {
    await hub.createDevice('some-1');
    const created = await hub.createDevices([{ deviceId: 'some-1' }, { deviceId: 'some-2' }]);
    const deleted = await hub.deleteDevices(['some-1', 'some-3', 'some-2']);

    expect(created).toMatchObject([{ deviceId: 'some-1', error: { reason: { kind: 'deviceExists' } } }]);
    expect(deleted).toMatchObject([{ deviceId: 'some-3', error: { reason: { kind: 'deviceNotFound' } } }]);
    expect((await hub.listDevices({ idPrefix: 'some-' }, { pageSize: 1 })).items).toEqual([]);
  });

  test('whose deletion is cancelled are still there', async () => {
    await hub.createDevice('kept');

    expect(await hub.deleteDevices(['kept'], { signal: AbortSignal.abort() })).toMatchObject([
      { deviceId: 'kept', error: { name: 'AbortError' } },
    ]);
    expect((await hub.getDevice('kept')).deviceId).toBe('kept');
  });
});

describe('a module', () => {
  const camera = { deviceId: 'door-017', moduleId: 'camera' };
  beforeAll(async () => {
    await hub.createDevice(camera.deviceId);
    await hub.createModule(camera);
  });

  test('has keys and a twin of its own, and is listed with its device', async () => {
    const module = await hub.getIdentity(camera);

    expect(module).toMatchObject({ ...camera, connectionState: 'Disconnected', authenticationType: 'sas' });
    expect((await hub.listModules('door-017')).map(({ moduleId }) => moduleId)).toEqual(['camera']);
    expect(await hub.getModuleTwin('door-017', 'camera')).toMatchObject({ ...camera, tags: {} });
  });

  test('connects with its connection string and answers direct methods', async () => {
    const { primaryKey = new Secret('') } = await hub.getIdentity(camera);
    const connectionString = deviceConnectionString(hub.hostName, 'door-017', primaryKey, 'camera').reveal();
    const module = iotDevice.ModuleClient.fromConnectionString(connectionString, iotDeviceMqtt.Mqtt);
    await module.setOptions({ ca: localHub.ca });
    await module.open();
    module.onMethod('snap', (request, response) => {
      response?.send(200, { asked: request?.payload as unknown }, () => undefined);
    });
    // Its answer comes after the subscription to methods.
    await module.getTwin();
    const call = { methodName: 'snap', payload: 1, responseTimeoutInSeconds: 5, connectTimeoutInSeconds: 0 };

    expect(await hub.invokeModuleMethod(camera, call)).toEqual({ status: 200, payload: { asked: 1 } });
    await module.close();
  });

  test('that is not connected is named with its device', async () => {
    const call = { methodName: 'snap', payload: 1, responseTimeoutInSeconds: 5, connectTimeoutInSeconds: 0 };
    await hub.createModule({ ...camera, moduleId: 'lamp' });

    await expect(hub.invokeModuleMethod({ ...camera, moduleId: 'lamp' }, call)).rejects.toMatchObject({
      reason: { kind: 'deviceNotOnline', deviceId: 'door-017/lamp' },
    });
  });

  test('gets new keys, and is gone when it is deleted', async () => {
    const address = { ...camera, moduleId: 'gone' };
    const { secondaryKey } = await hub.createModule(address);
    const changed = await hub.updateIdentity(address, module => regeneratedKeys(module, 'primary', () => ownKey('m')));
    expect([changed.primaryKey?.reveal(), changed.secondaryKey?.reveal()]).toEqual([
      ownKey('m').reveal(),
      secondaryKey?.reveal(),
    ]);

    await hub.deleteModule(address);
    await expect(hub.getIdentity(address)).rejects.toMatchObject({
      reason: { kind: 'moduleNotFound', deviceId: 'door-017', moduleId: 'gone' },
    });
  });

  test('that exists, or whose device does not, is not created', async () => {
    await expect(hub.createModule(camera)).rejects.toMatchObject({ reason: { kind: 'moduleExists', ...camera } });
    await expect(hub.createModule({ deviceId: 'nobody', moduleId: 'camera' })).rejects.toMatchObject({
      reason: { kind: 'deviceNotFound', deviceId: 'nobody' },
    });
  });

  test('is one too many after fifty', async () => {
    await hub.createDevice('full');
    for (let index = 0; index < 50; index++) await hub.createModule({ deviceId: 'full', moduleId: `m${index}` });

    await expect(hub.createModule({ deviceId: 'full', moduleId: 'm50' })).rejects.toMatchObject({
      reason: { kind: 'tooManyModules', deviceId: 'full' },
    });
  });
});

async function openWithToken(token: string): Promise<iotDevice.Client> {
  const client = iotDevice.Client.fromSharedAccessSignature(token, iotDeviceMqtt.Mqtt);
  client.on('error', () => undefined);
  await client.setOptions({ ca: localHub.ca });
  await client.open();
  return client;
}
