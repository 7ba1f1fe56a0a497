import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeviceMethodRequest, DeviceMethodResponse } from 'azure-iot-device';
import { LocalHub } from '../support/localHub.ts';
import { connectDevice, errorCodeOf, rawRequest, serviceClient } from './service.ts';

let hub: LocalHub;
beforeAll(async () => {
  hub = await LocalHub.start();
});
afterAll(() => hub.end());

const post = (deviceId: string, body: object) =>
  rawRequest(hub, `/twins/${deviceId}/methods?api-version=2021-04-12`, { method: 'POST', body: JSON.stringify(body) });

/** A device that answers `method` with `status` and `payload`. */
async function listening(deviceId: string, method: string, status: number, payload: unknown) {
  const device = await connectDevice(hub, await hub.createDevice(deviceId));
  const requests: unknown[] = [];
  device.onDeviceMethod(method, (request: DeviceMethodRequest, response: DeviceMethodResponse) => {
    requests.push(request.payload);
    response.send(status, payload, () => undefined);
  });
  await device.getTwin();
  return { requests, [Symbol.asyncDispose]: async () => void (await device.close()) };
}

describe('azure-iothub invokeDeviceMethod', () => {
  test('brings the payload to the device and its answer back', async () => {
    await using device = await listening('door', 'lockDoor', 200, { Response: 'lockDoor called successfully' });

    const { result } = await serviceClient(hub).invokeDeviceMethod('door', {
      methodName: 'lockDoor',
      payload: { lockTime: '10m' },
      responseTimeoutInSeconds: 60,
    });

    expect(result).toEqual({ status: 200, payload: { Response: 'lockDoor called successfully' } });
    expect(device.requests).toEqual([{ lockTime: '10m' }]);
  });

  test('waits for a device that connects in time', async () => {
    const connectionString = await hub.createDevice('late');
    const answer = serviceClient(hub).invokeDeviceMethod('late', {
      methodName: 'reboot',
      connectTimeoutInSeconds: 30,
      responseTimeoutInSeconds: 30,
    });
    const device = await connectDevice(hub, connectionString);
    device.onDeviceMethod('reboot', (_, response) => response.send(202, null, () => undefined));

    expect((await answer).result).toEqual({ status: 202, payload: null });
    await device.close();
  });
});

describe('a call answers', () => {
  test('404103 at once for a device that is not connected', async () => {
    await hub.createDevice('offline');
    const answer = await post('offline', { methodName: 'reboot', responseTimeoutInSeconds: 60 });

    expect([answer.status, errorCodeOf(answer)]).toEqual([404, 404103]);
    const { Message } = JSON.parse(answer.text) as { Message: string };
    expect(JSON.parse(Message)).toMatchObject({ info: { timeout: '00:00:00' } });
  });

  test('504101 for a device that does not answer in time', async () => {
    const device = await connectDevice(hub, await hub.createDevice('silent'));
    device.onDeviceMethod('sleep', () => undefined);
    await device.getTwin();

    const answer = await post('silent', { methodName: 'sleep', responseTimeoutInSeconds: 5 });

    expect([answer.status, errorCodeOf(answer)]).toEqual([504, 504101]);
    await device.close();
  });

  test('404001 for an unknown device, 403012 for a disabled one', async () => {
    await hub.registry().create({ deviceId: 'disabled', status: 'disabled' });
    const [unknown, disabled] = await Promise.all([
      post('nobody', { methodName: 'a' }),
      post('disabled', { methodName: 'a' }),
    ]);

    expect([unknown.status, errorCodeOf(unknown)]).toEqual([404, 'DeviceNotFound']);
    expect([disabled.status, errorCodeOf(disabled)]).toEqual([403, 403012]);
  });

  test('400 for a bad request and 413 for a payload over 128 KB', async () => {
    await hub.createDevice('picky');
    const bad = await post('picky', { methodName: 'a', responseTimeoutInSeconds: 301 });
    const large = await post('picky', { methodName: 'a', payload: 'x'.repeat(128 * 1024) });

    expect([bad.status, errorCodeOf(bad)]).toEqual([400, 'ArgumentInvalid']);
    expect([large.status, errorCodeOf(large)]).toEqual([413, 'MessageTooLarge']);
  });
});

test('a tier refuses what is over its rate with 429001 and says how long to wait', async () => {
  await using small = await LocalHub.start({ args: ['--tier', 'S1'] });
  const answers = await Promise.all(
    Array.from({ length: 25 }, () =>
      rawRequest(small, '/devices/query?api-version=2021-04-12', {
        method: 'POST',
        body: '{"query":"SELECT * FROM devices"}',
      }),
    ),
  );

  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(5);
  expect(refused.map(errorCodeOf)).toEqual(Array.from({ length: 5 }, () => 'ThrottlingException'));
  expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
});
