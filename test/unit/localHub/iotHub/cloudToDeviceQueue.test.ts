import { expect, test } from 'vitest';
import type { IotHub } from '../../../../src/localHub/iotHub/iotHub.ts';
import { connect, createDevice, faultOf, openHub } from './openHub.ts';

const send = (hub: IotHub, text: string) =>
  hub.sendToDevice('door', { systemProperties: { mid: text }, properties: { k: 'v' }, body: Buffer.from(text) });

test('messages wait for their device and come in order, with their properties', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  send(hub, 'one');
  send(hub, 'two');

  const { connection, session } = connect(hub, 'door');
  session.messagesWanted();

  expect(connection.messages.map(({ body }) => body.toString())).toEqual(['one', 'two']);
  expect(connection.messages[0]).toMatchObject({ systemProperties: { mid: 'one' }, properties: { k: 'v' } });
});

test('a message to a device that listens goes out at once, and to one that does not waits', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  const { connection } = connect(hub, 'door');

  send(hub, 'now');
  connection.acceptsMessages = false;
  send(hub, 'later');

  expect(connection.messages.map(({ body }) => body.toString())).toEqual(['now']);
});

test('a completed message is gone; another comes again over the next connection', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  send(hub, 'done');
  send(hub, 'lost');
  const first = connect(hub, 'door');
  first.session.messagesWanted();
  first.session.messagesWanted();
  expect(first.connection.messages).toHaveLength(2);

  first.session.completeMessage(first.connection.messages[0]?.lockToken ?? '');
  first.session.completeMessage('no lock of this connection');
  first.session.closed();
  const second = connect(hub, 'door');
  second.session.messagesWanted();

  expect(second.connection.messages.map(({ body }) => body.toString())).toEqual(['lost']);
  expect(hub.twinDocument(hub.registry.get('door'))['cloudToDeviceMessageCount']).toBe(1);
});

test('a message is dropped after an hour, and after ten deliveries', async () => {
  const { hub, clock } = await openHub();
  createDevice(hub, 'door');
  send(hub, 'refused');
  for (let delivery = 0; delivery < 10; delivery++) {
    const { session } = connect(hub, 'door');
    session.messagesWanted();
    session.closed();
  }
  const eleventh = connect(hub, 'door');
  eleventh.session.messagesWanted();
  expect(eleventh.connection.messages).toEqual([]);
  eleventh.session.closed();

  send(hub, 'stale');
  clock.ms += 3_600_000;
  const last = connect(hub, 'door');
  last.session.messagesWanted();
  expect(last.connection.messages).toEqual([]);
});

test('a device has 50 messages waiting, not more: 403004; a message has 64 KB: 413001', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  for (let count = 0; count < 50; count++) send(hub, 'x');

  expect(await faultOf(() => send(hub, 'x'))).toBe(403004);
  expect(await faultOf(() => send(hub, 'x'.repeat(64 * 1024 + 1)))).toBe(413001);
});
