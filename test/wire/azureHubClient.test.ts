import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import { HubError } from '../../src/domain/hubError.ts';
import { Secret } from '../../src/domain/secret.ts';
import { saveTwin } from '../../src/domain/twin/saveTwin.ts';
import { twinDocument } from '../../src/domain/twin/twinDocument.ts';
import { LocalHub } from '../support/localHub.ts';
import { connectDevice } from './service.ts';

const call = { methodName: 'lockDoor', payload: { lockTime: '10m' }, connectTimeoutInSeconds: 0 };
const soon = { ...call, responseTimeoutInSeconds: 5 };

let localHub: LocalHub;
let hub: HubClient;

beforeAll(async () => {
  localHub = await LocalHub.start();
  hub = clientOf(localHub);
});
afterAll(() => localHub.end());

describe('a hub client', () => {
  test('creates, reads and deletes a device whose keys the hub made', async () => {
    const created = await hub.createDevice('made');
    expect(created).toMatchObject({ deviceId: 'made', status: 'enabled', authenticationType: 'sas' });
    expect(created.primaryKey?.reveal()).toMatch(/^[A-Za-z0-9+/]{40,}={0,2}$/);
    expect((await hub.getDevice('made')).primaryKey?.reveal()).toBe(created.primaryKey?.reveal());
    expect(await hub.getTwin('made')).toMatchObject({ deviceId: 'made', connectionState: 'Disconnected', tags: {} });

    await hub.deleteDevice('made');
    await expect(hub.getTwin('made')).rejects.toMatchObject({ reason: { kind: 'deviceNotFound', deviceId: 'made' } });
  });

  test('does not print keys', async () => {
    const device = await hub.createDevice('quiet');
    const key = device.primaryKey?.reveal() ?? '';
    expect(key).not.toBe('');
    expect(JSON.stringify(device)).not.toContain(key);
  });

  test('lists devices by pages and by the first characters of their ids', async () => {
    for (const id of ['page-1', 'page-2', 'page-3', 'other-1']) await hub.createDevice(id);

    const first = await hub.listDevices({ idPrefix: 'page-' }, { pageSize: 2 });
    expect(first.items).toHaveLength(2);
    const rest = await hub.listDevices({ idPrefix: 'page-' }, { pageSize: 2, after: first.next ?? '' });
    expect([...first.items, ...rest.items].map(({ deviceId }) => deviceId)).toEqual(['page-1', 'page-2', 'page-3']);
    expect(rest.next).toBeUndefined();
  });

  test('counts devices', async () => {
    const { totalDeviceCount, connectedDeviceCount } = await hub.statistics();
    expect(totalDeviceCount).toBeGreaterThan(0);
    expect(connectedDeviceCount).toBe(0);
  });

  test('calls a direct method and gives status and payload', async () => {
    const device = await connectDevice(localHub, await localHub.createDevice('answers'));
    device.onDeviceMethod('lockDoor', (request, response) => {
      response.send(200, { got: request.payload as unknown }, () => undefined);
    });
    await expect
      .poll(() => hub.invokeMethod('answers', soon).catch((error: unknown) => error), { timeout: 10_000 })
      .toEqual({ status: 200, payload: { got: { lockTime: '10m' } } });
    await device.close();
  });

  test('says that a device is not connected, with what the service said', async () => {
    await hub.createDevice('offline');
    const error: unknown = await hub.invokeMethod('offline', soon).catch((caught: unknown) => caught);

    expect(HubError.is(error, 'deviceNotOnline')).toBe(true);
    expect((error as HubError).details).toMatchObject({ httpStatus: 404, errorCode: 404_103 });
  });

  test('says that a device exists, or does not', async () => {
    await hub.createDevice('twice');
    await expect(hub.createDevice('twice')).rejects.toMatchObject({ reason: { kind: 'deviceExists' } });
    await expect(hub.getDevice('never')).rejects.toMatchObject({ reason: { kind: 'deviceNotFound' } });
    await expect(hub.deleteDevice('never')).rejects.toMatchObject({ reason: { kind: 'deviceNotFound' } });
    await expect(hub.invokeMethod('never', soon)).rejects.toMatchObject({ reason: { kind: 'deviceNotFound' } });
  });

  test('patches a twin that still has its etag, and removes what is null', async () => {
    await hub.createDevice('patched');
    const first = await hub.getTwin('patched');
    const patch = { tags: { floor: '3', room: 'a' }, properties: { desired: { lock: true } } };
    const second = await hub.updateTwin({ deviceId: 'patched' }, patch, first.etag);
    expect(second).toMatchObject({ tags: patch.tags, desired: { lock: true, $version: 2 } });

    const third = await hub.updateTwin({ deviceId: 'patched' }, { tags: { room: null } }, second.etag);
    expect(third.tags).toEqual({ floor: '3' });
    expect(await hub.getTwin('patched')).toEqual(third);
  });

  test('does not patch a twin that somebody else changed', async () => {
    await hub.createDevice('contested');
    const { etag } = await hub.getTwin('contested');
    await hub.updateTwin({ deviceId: 'contested' }, { tags: { floor: '1' } }, etag);

    await expect(hub.updateTwin({ deviceId: 'contested' }, { tags: { floor: '2' } }, etag)).rejects.toMatchObject({
      reason: { kind: 'etagMismatch', deviceId: 'contested' },
    });
    expect((await hub.getTwin('contested')).tags).toEqual({ floor: '1' });
  });

  test('reads and patches the twin of a module', async () => {
    await localHub.createDevice('moduled');
    await localHub.registry().addModule({ deviceId: 'moduled', moduleId: 'camera' });
    const { etag, moduleId } = await hub.getModuleTwin('moduled', 'camera');
    expect(moduleId).toBe('camera');

    const module = { deviceId: 'moduled', moduleId: 'camera' };
    await hub.updateTwin(module, { tags: { lens: 'wide' } }, etag);
    expect((await hub.getModuleTwin('moduled', 'camera')).tags).toEqual({ lens: 'wide' });
    expect((await hub.getTwin('moduled')).tags).toEqual({});
  });

  test('saves a twin although its device reports all the time, and merges what others changed', async () => {
    const device = await connectDevice(localHub, await localHub.createDevice('busy'));
    const opened = twinDocument(await hub.getTwin('busy'));
    const twin = await device.getTwin();
    await new Promise<void>(resolve => twin.properties.reported['update']({ state: 'on' }, () => resolve()));
    await hub.updateTwin({ deviceId: 'busy' }, { tags: { room: 'b' } }, '*');

    const edited = { ...opened, tags: { floor: '3' } };
    const saved = await saveTwin(hub, { deviceId: 'busy' }, { opened, latest: opened, edited });
    expect(saved).toMatchObject({ kind: 'saved', latest: { tags: { floor: '3', room: 'b' } } });

    const late = await saveTwin(
      hub,
      { deviceId: 'busy' },
      { opened, latest: opened, edited: { ...opened, tags: { room: 'c' } } },
    );
    expect(late).toMatchObject({ kind: 'conflict', conflicts: [{ path: ['tags', 'room'], mine: 'c', theirs: 'b' }] });
    expect((await hub.getTwin('busy')).tags).toEqual({ floor: '3', room: 'b' });
    await device.close();
  });

  test('says that a wrong key was refused, by the name of the hub, and shows no signature', async () => {
    const wrong = clientOf(localHub, { key: Buffer.alloc(32).toString('base64') });
    const error: unknown = await wrong.statistics().catch((caught: unknown) => caught);

    expect(HubError.is(error, 'unauthorized')).toBe(true);
    expect((error as HubError).message).toContain('"contoso" refused the credentials');
    expect(inspect(error, { depth: 9 })).not.toContain('SharedAccess');
  });

  test('does not trust a certificate of an unknown authority, and does not try twice', async () => {
    const distrustful = clientOf(localHub, { trust: false });
    await expect(distrustful.statistics()).rejects.toMatchObject({ reason: { kind: 'untrusted' } });
  });

  test('gives up at once when it is told to', async () => {
    const device = await connectDevice(localHub, await localHub.createDevice('slow'));
    const called = new Promise<void>(resolve => device.onDeviceMethod('lockDoor', () => resolve()));
    const given = new AbortController();

    const answer = hub.invokeMethod('slow', { ...soon, connectTimeoutInSeconds: 5 }, given.signal);
    await called;
    given.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    await device.close();
  });
});

function clientOf(
  { hub: { connectionString }, ca }: LocalHub,
  { key, trust = true }: { key?: string; trust?: boolean } = {},
) {
  const parsed = parseHubConnectionString(connectionString);
  if (!isHubConnectionString(parsed)) throw new Error('The local hub gave no connection string.');

  const withKey = key === undefined ? parsed : { ...parsed, sharedAccessKey: new Secret(key) };
  return createHubClient(hubEndpoint(withKey, trust ? ca : undefined), { name: 'contoso' });
}
