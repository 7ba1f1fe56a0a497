import { describe, expect, test } from 'vitest';
import type { IotHub } from '../../../../../src/localHub/iotHub/iotHub.ts';
import { openMqtt } from './openMqtt.ts';

const telemetryOf = (hub: IotHub) => {
  hub.store.flush();
  return [...hub.telemetry.from(1)].flat();
};

describe('telemetry', () => {
  test('is acknowledged once it is stored, with its properties and its body', async () => {
    const { hub, connected } = await openMqtt();
    const device = await connected();

    device.publish('devices/door/messages/events/%24.mid=m1&%24.ct=text%2Fplain&k%20a=v%26b', '21.5', {
      qos: 1,
      messageId: 7,
    });

    expect(await device.receive('puback')).toMatchObject({ messageId: 7 });
    expect(telemetryOf(hub)).toMatchObject([
      {
        name: 'door',
        systemProperties: { mid: 'm1', ct: 'text/plain' },
        properties: { 'k a': 'v&b' },
        body: Buffer.from('21.5'),
      },
    ]);
  });

  test('of QoS 0 is stored without a word', async () => {
    const { hub, connected } = await openMqtt();
    const device = await connected();

    device.publish('devices/door/messages/events/', 'quiet');
    device.send({ cmd: 'pingreq' });
    await device.receive('pingresp');

    expect(telemetryOf(hub)).toHaveLength(1);
    expect(device.received).toEqual([]);
  });

  test.each([
    'devices/door/messages/events',
    'devices/door/messages/events/',
    'devices/door/messages/events/?k=v',
    'devices/door/messages/events/k=v/',
  ])('may come on %s', async topic => {
    const { hub, connected } = await openMqtt();
    const device = await connected();

    device.publish(topic, 'x', { qos: 1, messageId: 1 });
    await device.receive('puback');

    expect(telemetryOf(hub)).toMatchObject([{ properties: topic.includes('k') ? { k: 'v' } : {} }]);
  });

  test('that asks to be retained is not, but says so', async () => {
    const { hub, connected } = await openMqtt();
    const device = await connected();

    device.publish('devices/door/messages/events/', 'x', { qos: 1, messageId: 1, retain: true });
    await device.receive('puback');

    expect(telemetryOf(hub)).toMatchObject([{ properties: { 'mqtt-retain': 'true' } }]);
  });

  test('may have 256 KB and no more', async () => {
    const { connected } = await openMqtt();
    const device = await connected();

    device.publish('devices/door/messages/events/', Buffer.alloc(256 * 1024), { qos: 1, messageId: 1 });
    await device.receive('puback');
    device.publish('devices/door/messages/events/', Buffer.alloc(256 * 1024 + 1), { qos: 1, messageId: 2 });

    await device.closed();
  });

  test('of many messages in one write is acknowledged in their order', async () => {
    const { connected } = await openMqtt();
    const device = await connected();
    const ids = Array.from({ length: 500 }, (_, index) => index + 1);

    device.stream.cork();
    for (const messageId of ids) device.publish('devices/door/messages/events/', 'x', { qos: 1, messageId });
    device.stream.uncork();
    const acknowledged: (number | undefined)[] = [];
    for (const _ of ids) acknowledged.push((await device.receive('puback')).messageId);

    expect(acknowledged).toEqual(ids);
  });
});

describe('a connection is dropped', () => {
  test.each([
    ['a message of QoS 2', 'devices/door/messages/events/', { qos: 2, messageId: 1 }],
    ['a message to another device’s topic', 'devices/window/messages/events/', {}],
    ['a message to a topic that begins like its own', 'devices/door/messages/eventsAndMore', {}],
    ['a message to a topic that no hub has', 'home/door', {}],
    ['a message to a service topic that no hub has', '$iothub/twin/PUT/?$rid=1', {}],
    ['a message to a topic with a wildcard', 'devices/door/messages/events/+', {}],
    ['properties that are not URL-encoded', 'devices/door/messages/events/k=%', {}],
    ['a message of QoS 1 without a packet id', 'devices/door/messages/events/', { qos: 1, messageId: 0 }],
  ] as const)('by %s', async (_, topic, more) => {
    const { hub, connected } = await openMqtt();
    const device = await connected();

    if ('messageId' in more && more.messageId === 0) device.stream.write(publishWithIdZero);
    else device.publish(topic, 'x', more);

    await device.closed();
    expect(telemetryOf(hub)).toEqual([]);
  });
});

// mqtt-packet would not write it.
const publishWithIdZero = Buffer.concat([
  Buffer.from([0x32, 33, 0, 29]),
  Buffer.from('devices/door/messages/events/'),
  Buffer.from([0, 0]),
]);

describe('the will', () => {
  const will = { topic: 'devices/door/messages/events/k=v', payload: 'gone', qos: 1, retain: false } as const;

  test('becomes telemetry, marked as will, when the connection is lost', async () => {
    const { hub, connected } = await openMqtt();
    const device = await connected({ will });

    device.stream.destroy();
    await device.closed();
    await new Promise(setImmediate);

    expect(telemetryOf(hub)).toMatchObject([
      { properties: { k: 'v', 'iothub-MessageType': 'Will' }, body: Buffer.from('gone') },
    ]);
  });

  test('is not done after DISCONNECT', async () => {
    const { hub, connected } = await openMqtt();
    const device = await connected({ will });

    device.send({ cmd: 'disconnect' });
    await device.closed();

    expect(telemetryOf(hub)).toEqual([]);
  });
});
