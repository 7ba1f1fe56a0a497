import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import type { Wait } from '../../src/azure/iotHub/wait.ts';
import { Secret } from '../../src/domain/secret.ts';
import { FaultyHub, answer, hangUp, silence } from './faultyHub.ts';

const twin = {
  deviceId: 'door',
  etag: 'AAAAAAAAAAE=',
  status: 'enabled',
  connectionState: 'Disconnected',
  lastActivityTime: '0001-01-01T00:00:00Z',
};
const call = { methodName: 'lockDoor', responseTimeoutInSeconds: 5, connectTimeoutInSeconds: 0 };
const throttled = answer(429, { Message: 'ErrorCode:ThrottlingException;Slow down.' }, { 'retry-after': '0' });

describe('a read', () => {
  test('is tried again after the time that a throttling hub asks for, and says that it waits', async () => {
    await using faulty = await FaultyHub.open(throttled, throttled, answer(200, twin));
    const waits: Wait[] = [];

    expect(await faulty.client(wait => waits.push(wait)).getTwin('door')).toMatchObject({ deviceId: 'door' });
    expect(faulty.requests).toHaveLength(3);
    expect(waits.map(({ hub, nextTry }) => [hub, nextTry])).toEqual([
      ['contoso', 2],
      ['contoso', 3],
    ]);
    expect(waits[0]?.reason.kind).toBe('throttled');
  });

  test.each([
    ['failed', answer(503)],
    ['hung up', hangUp],
  ])('is tried again after the hub %s', async (_, deed) => {
    await using faulty = await FaultyHub.open(deed, answer(200, twin));

    expect(await faulty.client().getTwin('door')).toMatchObject({ deviceId: 'door' });
    expect(faulty.requests).toEqual(['GET /twins/door', 'GET /twins/door']);
  });

  test('is not tried again if the hub asks for more patience than a person has', async () => {
    await using faulty = await FaultyHub.open(answer(429, {}, { 'retry-after': '3600' }));

    await expect(faulty.client().getTwin('door')).rejects.toMatchObject({
      reason: { kind: 'throttled', retryAfterSeconds: 3600 },
    });
  });

  test('that waits can be given up by its signal, and from the wait itself', async () => {
    const patient = answer(429, {}, { 'retry-after': '60' });
    await using faulty = await FaultyHub.open(patient, patient);
    const given = new AbortController();

    await expect(faulty.client(() => given.abort()).getTwin('door', given.signal)).rejects.toThrow(/abort/i);
    await expect(faulty.client(wait => wait.cancel()).getTwin('door')).rejects.toThrow(/abort/i);
    expect(faulty.requests).toHaveLength(2);
  });

  test('of something that is no hub says so', async () => {
    await using faulty = await FaultyHub.open(answer(200, { hello: 'world' }), (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in to the proxy</html>');
    });
    const client = faulty.client();

    await expect(client.getTwin('door')).rejects.toThrow('not one of this service');
    await expect(client.getTwin('door')).rejects.toThrow('not one of this service');
  });
});

describe('a device', () => {
  test('that was created although the answer was lost is not called a duplicate', async () => {
    const identity = { ...twin, generationId: '1', authentication: { type: 'none' } };
    const exists = answer(409, { Message: 'ErrorCode:DeviceAlreadyExists;It is there.' });
    await using faulty = await FaultyHub.open(hangUp, exists, answer(200, identity));

    expect(await faulty.client().createDevice('door')).toMatchObject({ deviceId: 'door' });
    expect(faulty.requests).toEqual(['PUT /devices/door', 'PUT /devices/door', 'GET /devices/door']);
  });

  test('that was deleted although the answer was lost is deleted', async () => {
    await using faulty = await FaultyHub.open(hangUp, answer(404, { Message: 'ErrorCode:DeviceNotFound;It is gone.' }));

    await faulty.client().deleteDevice('door');
    expect(faulty.requests).toHaveLength(2);
  });
});

describe('a direct method', () => {
  test('is called again when the hub throttles: it did not reach the device', async () => {
    await using faulty = await FaultyHub.open(throttled, answer(200, { status: 200, payload: null }));

    expect(await faulty.client().invokeMethod('door', call)).toEqual({ status: 200, payload: null });
    expect(faulty.requests).toHaveLength(2);
  });

  test.each([
    ['the connection was lost', hangUp],
    ['the hub failed', answer(500)],
    ['the hub was overloaded', answer(503)],
  ])('is not called again after %s: it may have run', async (_, deed) => {
    await using faulty = await FaultyHub.open(deed);

    await expect(faulty.client().invokeMethod('door', call)).rejects.toMatchObject({
      reason: { kind: 'mayHaveRun', deviceId: 'door', methodName: 'lockDoor' },
    });
    expect(faulty.requests).toHaveLength(1);
  });

  test('is not called again when nobody answers, and ends', async () => {
    await using faulty = await FaultyHub.open(silence);

    await expect(faulty.client().invokeMethod('door', call)).rejects.toMatchObject({
      reason: { kind: 'noAnswer', timeoutInSeconds: 5 },
    });
    expect(faulty.requests).toHaveLength(1);
  }, 30_000);

  test('is tried again while the hub cannot be reached, and then says so', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    const waits: Wait[] = [];
    const endpoint = hubEndpoint({
      hostName: `localhost:${port}`,
      sharedAccessKeyName: 'iothubowner',
      sharedAccessKey: new Secret(Buffer.alloc(32).toString('base64')),
    });
    const client = createHubClient(endpoint, { name: 'contoso', onWait: wait => waits.push(wait) });

    await expect(client.invokeMethod('door', call)).rejects.toMatchObject({ reason: { kind: 'unreachable' } });
    expect(waits).toHaveLength(2);
  });
});
