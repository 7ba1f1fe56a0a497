import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import { awaitReboot } from '../../src/ui/support/method/awaitReboot.ts';
import { LocalHub } from '../support/localHub.ts';
import { connectDevice } from './service.ts';

const brisk = { firstPollMs: 20, longestPollMs: 50, giveUpAfterMs: 5_000 };
const { signal } = new AbortController();

let localHub: LocalHub;
let hub: HubClient;

beforeAll(async () => {
  localHub = await LocalHub.start();
  const parsed = parseHubConnectionString(localHub.hub.connectionString);
  if (!isHubConnectionString(parsed)) throw new Error('The local hub gave no connection string.');
  hub = createHubClient(hubEndpoint(parsed, localHub.ca));
});
afterAll(() => localHub.end());

async function report(deviceId: string, patch: object): Promise<void> {
  const device = await connectDevice(localHub, await localHub.createDevice(deviceId));
  const twin = await device.getTwin();
  await new Promise<void>((resolve, reject) => {
    twin.properties.reported['update'](patch, (error?: Error) => (error ? reject(error) : resolve()));
  });
  await device.close();
}

describe('a reboot that is awaited', () => {
  test.each([
    ['door-1', { rebootTime: '2026-11-20 10:42:00.123456' }],
    ['door-2', { iothubDM: { reboot: { lastReboot: '2026-11-20T10:42:00Z' } } }],
  ])('is over when %s reports %j', async (deviceId, patch) => {
    await report(deviceId, patch);

    expect(await awaitReboot(hub, deviceId, undefined, signal, brisk)).toBe(true);
  });

  test('is not over while the device reports the reboot before', async () => {
    await report('door-3', { rebootTime: 'yesterday' });

    expect(await awaitReboot(hub, 'door-3', 'yesterday', signal, { ...brisk, giveUpAfterMs: 300 })).toBe(false);
  });

  test('ends when it is told to, and when the device is deleted', async () => {
    await localHub.createDevice('door-4');
    const given = new AbortController();
    const awaited = awaitReboot(hub, 'door-4', undefined, given.signal, brisk);
    given.abort();

    await expect(awaited).rejects.toMatchObject({ name: 'AbortError' });
    await hub.deleteDevice('door-4');
    await expect(awaitReboot(hub, 'door-4', undefined, signal, brisk)).rejects.toMatchObject({
      reason: { kind: 'deviceNotFound' },
    });
  });
});
