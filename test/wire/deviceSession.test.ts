import { once } from 'node:events';
import type { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { SdkDevice } from '../support/sdkDevice.ts';

let hub: LocalHub;

beforeAll(async () => {
  hub = await LocalHub.start();
});

afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

/** Parts of the client that it keeps to itself. */
interface Insides {
  readonly _transport: {
    readonly _authenticationProvider: EventEmitter;
    readonly _mqtt: { readonly _mqttClient: { readonly stream: Duplex } };
  };
}

const insidesOf = ({ client }: SdkDevice) => (client as unknown as Insides)._transport;

async function callAnswered(device: string): Promise<number> {
  const { result } = await hub.serviceClient().invokeDeviceMethod(device, {
    methodName: 'lockDoor',
    connectTimeoutInSeconds: 30,
    responseTimeoutInSeconds: 30,
  });
  return (result as { status: number }).status;
}

test('after an abrupt loss the client comes back, and hears what it does not subscribe to again', async () => {
  await using device = await SdkDevice.open(hub, await hub.createDevice('lost'));
  const twin = await device.client.getTwin();
  const heard: number[] = [];
  twin.on('properties.desired', ({ floor }: { floor?: number }) => floor !== undefined && heard.push(floor));
  device.answerMethod('lockDoor');
  await callAnswered('lost');

  insidesOf(device)._mqtt._mqttClient.stream.destroy();

  expect(await callAnswered('lost')).toBe(200);
  await hub.registry().updateTwin('lost', { properties: { desired: { floor: 7 } } }, '*');
  await expect.poll(() => heard).toContain(7);
  await device.report(twin, { after: 'loss' });
});

test('renewing its token costs the client nothing that it listened to', async () => {
  const renewal = { tokenRenewal: { tokenValidTimeInSeconds: 4, tokenRenewalMarginInSeconds: 2 } };
  await using device = await SdkDevice.open(hub, await hub.createDevice('renewal'), 'Mqtt', renewal);
  device.answerMethod('lockDoor');
  await callAnswered('renewal');

  await once(insidesOf(device)._authenticationProvider, 'newTokenAvailable');

  expect(await callAnswered('renewal')).toBe(200);
  await device.send('after');
});

test('a second client of the same device ends the first', async () => {
  const connectionString = await hub.createDevice('twice');
  await using first = await SdkDevice.open(hub, connectionString);
  const { stream } = insidesOf(first)._mqtt._mqttClient;
  const ended = once(stream, 'close');

  await using second = await SdkDevice.open(hub, connectionString);

  await ended;
  await second.send('I am the one');
});

test('a session lives on when the hub is restarted', async () => {
  await using folder = await temporaryFolder();
  await using before = await LocalHub.start({ data: folder.path });
  const connectionString = await before.createDevice('door');
  await using device = await SdkDevice.open(before, connectionString);
  const twin = await device.client.getTwin();
  const heard: number[] = [];
  twin.on('properties.desired', ({ floor }: { floor?: number }) => floor !== undefined && heard.push(floor));
  device.answerMethod('lockDoor');
  await before.serviceClient().invokeDeviceMethod('door', { methodName: 'lockDoor', connectTimeoutInSeconds: 30 });
  await before.end();

  await using after = await LocalHub.start({ data: folder.path });
  await after.serviceClient().invokeDeviceMethod('door', { methodName: 'lockDoor', connectTimeoutInSeconds: 60 });
  await after.registry().updateTwin('door', { properties: { desired: { floor: 9 } } }, '*');

  await expect.poll(() => heard).toContain(9);
});
