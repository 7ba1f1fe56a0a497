import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseIdentityRequest } from '../../../../src/localHub/iotHub/identityRequest.ts';
import { connect, createDevice, faultOf, openHub } from './openHub.ts';

const reboot = { methodName: 'reboot', payload: { delay: 1 }, responseTimeoutInSeconds: 60 };

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

test('a call reaches the device and comes back with its status and payload', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  const { connection, session } = connect(hub, 'door');

  const answer = hub.methods.invoke('door', reboot);
  await settled();
  const [call] = connection.methods;
  session.answerMethod(call?.requestId ?? '', 200, Buffer.from('"started"'));

  expect(call).toMatchObject({ methodName: 'reboot', payload: Buffer.from('{"delay":1}') });
  expect(await answer).toEqual({ status: 200, payload: 'started' });
});

test.each([
  ['', null],
  ['null', null],
  ['0', 0],
  ['false', false],
])('an answer %j is the payload %j', async (text, payload) => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  const { connection, session } = connect(hub, 'door');

  const answer = hub.methods.invoke('door', reboot);
  await settled();
  session.answerMethod(connection.methods[0]?.requestId ?? '', 404, Buffer.from(text));

  expect(await answer).toEqual({ status: 404, payload });
});

describe('a call to a device that cannot answer', () => {
  test('fails at once with 404103 when it is not connected and nobody waits for it', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');

    expect(await faultOf(() => hub.methods.invoke('door', reboot))).toBe(404103);
  });

  test('fails with 404103 when it is connected but does not listen to methods', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');
    connect(hub, 'door').connection.acceptsMethods = false;

    expect(await faultOf(() => hub.methods.invoke('door', reboot))).toBe(404103);
  });

  test('waits for it as long as the connect timeout says', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');
    const late = faultOf(() => hub.methods.invoke('door', { ...reboot, connectTimeoutInSeconds: 5 }));
    await vi.advanceTimersByTimeAsync(5000);

    expect(await late).toBe(404103);
  });

  test('goes out when it connects in time', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');
    const answer = hub.methods.invoke('door', { ...reboot, connectTimeoutInSeconds: 5 });
    const { connection, session } = connect(hub, 'door');

    session.methodsWanted();
    await settled();
    session.answerMethod(connection.methods[0]?.requestId ?? '', 200, Buffer.from('{}'));

    expect(await answer).toEqual({ status: 200, payload: {} });
  });

  test('fails with 504101 when it does not answer in time, and a late answer is dropped', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');
    const { connection, session } = connect(hub, 'door');
    const fault = faultOf(() => hub.methods.invoke('door', reboot));
    await vi.advanceTimersByTimeAsync(60_000);

    expect(await fault).toBe(504101);
    expect(() => session.answerMethod(connection.methods[0]?.requestId ?? '', 200, Buffer.from(''))).not.toThrow();
  });

  test('fails with 404001 when it is unknown and 403012 when it is disabled', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'off', { status: 'disabled' });

    expect(await faultOf(() => hub.methods.invoke('nobody', reboot))).toBe(404001);
    expect(await faultOf(() => hub.methods.invoke('off', reboot))).toBe(403012);
  });
});

test('an answer of another device does not count', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  createDevice(hub, 'thief');
  const { connection, session } = connect(hub, 'door');
  const thief = connect(hub, 'thief');

  const answer = hub.methods.invoke('door', reboot);
  await settled();
  const requestId = connection.methods[0]?.requestId ?? '';
  thief.session.answerMethod(requestId, 200, Buffer.from('"mine"'));
  session.answerMethod(requestId, 200, Buffer.from('"yours"'));

  expect(await answer).toEqual({ status: 200, payload: 'yours' });
});

test.each([
  ['no JSON', 'nonsense'],
  // JSON.parse reads it, JSON.stringify fails.
  ['JSON of sixty thousand levels', '['.repeat(60_000) + ']'.repeat(60_000)],
  ['longer than 128 KB', JSON.stringify('x'.repeat(128 * 1024))],
])('an answer that is %s is the fault of the device', async (_, text) => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  const { connection, session } = connect(hub, 'door');

  const fault = faultOf(() => hub.methods.invoke('door', reboot));
  await settled();
  session.answerMethod(connection.methods[0]?.requestId ?? '', 200, Buffer.from(text));

  expect(await fault).toBe(502101);
});

test.each([
  ['no name', {}],
  ['a name with a slash', { methodName: 'a/b' }],
  ['a response timeout of 4 s', { methodName: 'a', responseTimeoutInSeconds: 4 }],
  ['a response timeout of 301 s', { methodName: 'a', responseTimeoutInSeconds: 301 }],
  ['a connect timeout of 301 s', { methodName: 'a', connectTimeoutInSeconds: 301 }],
  ['a timeout that is no number', { methodName: 'a', responseTimeoutInSeconds: 'soon' }],
])('a call with %s is refused with 400004', async (_, body) => {
  const { hub } = await openHub();
  createDevice(hub, 'door');

  expect(await faultOf(() => hub.methods.invoke('door', body))).toBe(400004);
});

test('a payload of more than 128 KB is refused with 413001', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  const body = { methodName: 'a', payload: 'x'.repeat(128 * 1024) };

  expect(await faultOf(() => hub.methods.invoke('door', body))).toBe(413001);
});

test('disabling a device does not forget what it was', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  const { connection } = connect(hub, 'door');
  hub.registry.update(parseIdentityRequest({ deviceId: 'door', status: 'disabled' }), '*');

  expect(await faultOf(() => hub.methods.invoke('door', reboot))).toBe(403012);
  expect(connection.methods).toEqual([]);
});
