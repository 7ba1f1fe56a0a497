import { describe, expect, test } from 'vitest';
import type { IotHub } from '../../../../../src/localHub/iotHub/iotHub.ts';
import { openMqtt } from './openMqtt.ts';

const send = (hub: IotHub, text: string) =>
  hub.sendToDevice('door', {
    systemProperties: { mid: text, to: '/devices/door' },
    properties: { 'k a': 'v&b' },
    body: Buffer.from(text),
  });
const messages = 'devices/door/messages/devicebound/#';
const methods = '$iothub/methods/POST/#';
const twinResults = '$iothub/twin/res/#';
const desired = '$iothub/twin/PATCH/properties/desired/#';

describe('SUBSCRIBE', () => {
  test('grants QoS 1 to one who asks for 2', async () => {
    const { connected } = await openMqtt();
    const device = await connected();

    device.send({
      cmd: 'subscribe',
      messageId: 1,
      subscriptions: [
        { topic: methods, qos: 2 },
        { topic: twinResults, qos: 0 },
      ],
    });

    expect(await device.receive('suback')).toMatchObject({ messageId: 1, granted: [1, 0] });
  });

  test.each([
    '#',
    'devices/+/messages/devicebound/#',
    'devices/window/messages/devicebound/#',
    '$iothub/#',
    'home/door',
  ])('to %s drops the connection', async topic => {
    const { connected } = await openMqtt();
    const device = await connected();

    await expect(device.subscribe(topic)).rejects.toThrow('ended');
  });
});

describe('the twin', () => {
  test('is given to one who asks', async () => {
    const { connected } = await openMqtt();
    const device = await connected();
    await device.subscribe(twinResults);

    device.publish('$iothub/twin/GET/?$rid=1', ' ');

    const { topic, payload } = await device.receive('publish');
    expect(topic).toBe('$iothub/twin/res/200/?$rid=1');
    expect(JSON.parse(payload.toString())).toEqual({ desired: { $version: 1 }, reported: { $version: 1 } });
  });

  test('takes reported properties and gives their version', async () => {
    const { hub, connected } = await openMqtt();
    const device = await connected();
    await device.subscribe(twinResults);

    device.publish('$iothub/twin/PATCH/properties/reported/?$rid=2', '{"open":true}', { qos: 1, messageId: 3 });

    expect(await device.receive('publish')).toMatchObject({ topic: '$iothub/twin/res/204/?$rid=2&$version=2' });
    expect(await device.receive('puback')).toMatchObject({ messageId: 3 });
    expect(JSON.parse(hub.registry.get('door').reported)).toEqual({ open: true });
  });

  test('refuses reported properties that are none, with a body that the SDK understands', async () => {
    const { connected } = await openMqtt();
    const device = await connected();
    await device.subscribe(twinResults);

    device.publish('$iothub/twin/PATCH/properties/reported/?$rid=3', 'open');

    const { topic, payload } = await device.receive('publish');
    expect(topic).toBe('$iothub/twin/res/400/?$rid=3');
    expect(JSON.parse(payload.toString())).toMatchObject({ errorCode: 400004, message: expect.any(String) });
  });

  test('tells of desired properties only one who listens', async () => {
    const { hub, connected } = await openMqtt();
    const device = await connected();
    hub.twins.patch('door', { properties: { desired: { floor: 2 } } }, '*');
    await device.subscribe(desired);

    hub.twins.patch('door', { properties: { desired: { floor: 3 } } }, '*');

    const { topic, payload } = await device.receive('publish');
    expect(topic).toBe('$iothub/twin/PATCH/properties/desired/?$version=3');
    expect(JSON.parse(payload.toString())).toEqual({ floor: 3, $version: 3 });
  });
});

describe('a direct method', () => {
  test('reaches a device that listens, and its answer comes back', async () => {
    const { hub, connected } = await openMqtt();
    const device = await connected();
    await device.subscribe(methods);

    const answer = hub.methods.invoke('door', { methodName: 'lockDoor', payload: { lockTime: '10m' } });
    const { topic, payload } = await device.receive('publish');
    expect(topic).toMatch(/^\$iothub\/methods\/POST\/lockDoor\/\?\$rid=/);
    expect(payload.toString()).toBe('{"lockTime":"10m"}');
    device.publish(`$iothub/methods/res/200/?$rid=${topic.split('=')[1]}`, '{"locked":true}');

    expect(await answer).toEqual({ status: 200, payload: { locked: true } });
  });

  test('is refused with 404103 when the device does not listen, or no longer', async () => {
    const { hub, connected } = await openMqtt();
    const device = await connected();
    await expect(hub.methods.invoke('door', { methodName: 'lockDoor' })).rejects.toMatchObject({ errorCode: 404103 });

    await device.subscribe(methods);
    device.send({ cmd: 'unsubscribe', messageId: 2, unsubscriptions: [methods] });
    await device.receive('unsuback');

    await expect(hub.methods.invoke('door', { methodName: 'lockDoor' })).rejects.toMatchObject({ errorCode: 404103 });
  });

  test('that waits for its device goes out when the device listens', async () => {
    const { hub, connected } = await openMqtt();
    const answer = hub.methods.invoke('door', { methodName: 'reboot', connectTimeoutInSeconds: 5 });
    const device = await connected();

    await device.subscribe(methods);
    const { topic } = await device.receive('publish');
    device.publish(`$iothub/methods/res/202/?$rid=${topic.split('=')[1]}`, '');

    expect(await answer).toEqual({ status: 202, payload: null });
  });
});

describe('a message from the cloud', () => {
  test('comes with its properties in the topic, and is complete when it is acknowledged', async () => {
    const { hub, connected } = await openMqtt();
    const device = await connected();
    await device.subscribe(messages);

    send(hub, 'hello');
    const message = await device.receive('publish');
    expect(message.topic).toBe('devices/door/messages/devicebound/%24.mid=hello&%24.to=%2Fdevices%2Fdoor&k%20a=v%26b');
    expect(message).toMatchObject({ payload: Buffer.from('hello'), qos: 1 });
    device.acknowledge(message);
    device.send({ cmd: 'pingreq' });
    await device.receive('pingresp');

    expect(countOf(hub)).toBe(0);
  });

  test('is complete when it is sent to one who subscribed with QoS 0', async () => {
    const { hub, connected } = await openMqtt();
    const device = await connected();
    device.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: messages, qos: 0 }] });
    await device.receive('suback');

    send(hub, 'hello');

    expect(await device.receive('publish')).toMatchObject({ qos: 0 });
    expect(countOf(hub)).toBe(0);
  });
});

describe('a persistent session', () => {
  test('keeps the subscriptions over a lost connection', async () => {
    const { hub, connected, client, connectPacket } = await openMqtt();
    const lost = await connected({ clean: false });
    await lost.subscribe(messages, methods, twinResults, desired);
    lost.stream.destroy();
    await lost.closed();
    send(hub, 'meanwhile');

    const device = client();
    const answer = await device.connect({ ...connectPacket(), clean: false });

    expect(answer.sessionPresent).toBe(true);
    expect((await device.receive('publish')).payload.toString()).toBe('meanwhile');
    device.publish('$iothub/twin/GET/?$rid=1', '');
    expect((await device.receive('publish')).topic).toContain('twin/res/200');
  });

  test('sends again what was not acknowledged: same id, marked as duplicate', async () => {
    const { hub, connected } = await openMqtt();
    const lost = await connected({ clean: false });
    await lost.subscribe(messages);
    send(hub, 'one');
    const first = await lost.receive('publish');
    lost.stream.destroy();
    await lost.closed();
    await new Promise(setImmediate);

    const device = await connected({ clean: false });
    const again = await device.receive('publish');

    expect(first.dup).toBe(false);
    expect(again).toMatchObject({ dup: true, messageId: first.messageId, payload: Buffer.from('one') });
    device.acknowledge(again);
    device.send({ cmd: 'pingreq' });
    await device.receive('pingresp');
    expect(countOf(hub)).toBe(0);
  });

  test('is forgotten when the device connects with clean=true', async () => {
    const { hub, connected, client, connectPacket } = await openMqtt();
    const kept = await connected({ clean: false });
    await kept.subscribe(methods);
    await connected({ clean: true });

    const device = client();
    const answer = await device.connect({ ...connectPacket(), clean: false });

    expect(answer.sessionPresent).toBe(false);
    await expect(hub.methods.invoke('door', { methodName: 'reboot' })).rejects.toMatchObject({ errorCode: 404103 });
  });
});

function countOf(hub: IotHub): unknown {
  return hub.twinDocument(hub.registry.get('door'))['cloudToDeviceMessageCount'];
}
