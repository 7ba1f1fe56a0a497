import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalHub } from '../support/localHub.ts';
import { MqttTestClient } from '../support/mqttTestClient.ts';

let hub: LocalHub;
let door: string;

beforeAll(async () => {
  hub = await LocalHub.start();
  door = await hub.createDevice('door');
});

afterAll(async () => {
  expect(await hub.end()).toBe(0);
});

const connectDoor = (more = {}) => MqttTestClient.ofDevice(door, hub.ca, more);

test.each([
  ['QoS 2', 'devices/door/messages/events/', 2],
  ['a topic of another device', 'devices/window/messages/events/', 1],
  ['a topic that no hub has', 'home/door', 0],
] as const)('a message of %s drops the connection, and the device may come again', async (_, topic, qos) => {
  const device = await connectDoor();
  device.publish(topic, 'x', { qos, messageId: 1 });
  await device.closed();

  const again = await connectDoor();
  again.publish('devices/door/messages/events/', 'x', { qos: 1, messageId: 1 });
  expect(await again.receive('puback')).toMatchObject({ messageId: 1 });
  again.stream.destroy();
});

test('a device that is silent for one and a half times its keep-alive is gone', async () => {
  const device = await connectDoor({ keepalive: 1 });
  const start = performance.now();

  await device.closed();

  expect(performance.now() - start).toBeGreaterThan(1000);
  expect(performance.now() - start).toBeLessThan(5000);
});

test('whatever a connection begins with, the hub goes on', async () => {
  const beginnings = [
    Buffer.alloc(1024),
    Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff]),
    Buffer.from('GARBAGE\r\n\r\n'),
    Buffer.from([0x16, 3, 3]),
  ];

  for (const bytes of beginnings) {
    const socket = connect({ host: '127.0.0.1', port: hub.hub.port, ca: hub.ca, servername: 'localhost' });
    socket.on('error', () => socket.destroy());
    await once(socket, 'secureConnect');
    socket.write(bytes);
    socket.resume();
    await once(socket, 'close');
  }

  const device = await connectDoor();
  device.send({ cmd: 'pingreq' });
  expect(await device.receive('pingresp')).toBeDefined();
  device.stream.destroy();
});
