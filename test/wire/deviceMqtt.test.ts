import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { SdkDevice, transportNames } from '../support/sdkDevice.ts';
import { storedTelemetry } from '../support/storedTelemetry.ts';

let hub: LocalHub;

beforeAll(async () => {
  hub = await LocalHub.start();
});

afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

describe.each(transportNames)('azure-iot-device over %s', transport => {
  const deviceIdOf = (name: string) => `${transport}-${name}`;

  test('sends telemetry that the hub keeps', async () => {
    await using folder = await temporaryFolder();
    const ownHub = await LocalHub.start({ data: folder.path });
    const connectionString = await ownHub.createDevice('door');
    {
      await using device = await SdkDevice.open(ownHub, connectionString, transport);
      await device.send('21.5', { 'side of door': 'left & right' });
    }
    await ownHub.end();

    expect(await storedTelemetry(join(folder.path, 'hubs', 'local.db'))).toMatchObject([
      { name: 'door', properties: { 'side of door': 'left & right' }, body: Buffer.from('21.5') },
    ]);
  });

  test('gets its twin and reports properties, which the registry shows', async () => {
    const deviceId = deviceIdOf('twin');
    await using device = await SdkDevice.open(hub, await hub.createDevice(deviceId), transport);
    await hub.registry().updateTwin(deviceId, { properties: { desired: { floor: 3 } } }, '*');

    const twin = await device.client.getTwin();
    await device.report(twin, { open: true, lock: { state: 'closed' } });
    await device.report(twin, { lock: null });

    expect(twin.properties.desired).toMatchObject({ floor: 3, $version: 2 });
    const { responseBody } = await hub.registry().getTwin(deviceId);
    expect(responseBody.properties.reported).toMatchObject({ open: true, $version: 3 });
    expect(responseBody.properties.reported).not.toHaveProperty('lock');
    expect(responseBody).toHaveProperty('connectionState', 'Connected');
  });

  test('learns that a reported patch is refused', async () => {
    await using device = await SdkDevice.open(hub, await hub.createDevice(deviceIdOf('refused')), transport);
    const twin = await device.client.getTwin();

    await expect(device.report(twin, { big: 'x'.repeat(40_000) })).rejects.toThrow();
  });

  test('is told of desired properties', async () => {
    const deviceId = deviceIdOf('desired');
    await using device = await SdkDevice.open(hub, await hub.createDevice(deviceId), transport);
    const twin = await device.client.getTwin();
    const told = new Promise<unknown>(resolve => {
      twin.on('properties.desired.floor', resolve);
    });

    // The client subscribes in the background and does not say when it is done.
    let floor = 0;
    await expect
      .poll(async () => {
        await hub.registry().updateTwin(deviceId, { properties: { desired: { floor: ++floor } } }, '*');
        return Promise.race([told, Promise.resolve()]);
      })
      .toEqual(expect.any(Number));
  });

  test('answers a direct method', async () => {
    const deviceId = deviceIdOf('method');
    await using device = await SdkDevice.open(hub, await hub.createDevice(deviceId), transport);
    device.answerMethod('lockDoor');

    const { result } = await hub.serviceClient().invokeDeviceMethod(deviceId, {
      methodName: 'lockDoor',
      payload: { lockTime: '10m' },
      connectTimeoutInSeconds: 10,
      responseTimeoutInSeconds: 10,
    });

    expect(result).toEqual({ status: 200, payload: { asked: { lockTime: '10m' } } });
  });

  test.each(['a:b', 'a.b+c', "%_*?!(),@$'", 'plus+and#hash'])('works with the device id %s', async id => {
    const deviceId = `${transport}${id}`;
    await using device = await SdkDevice.open(hub, await hub.createDevice(deviceId), transport);

    await device.send('x');

    expect((await device.client.getTwin()).properties.desired['$version']).toBe(1);
  });
});
