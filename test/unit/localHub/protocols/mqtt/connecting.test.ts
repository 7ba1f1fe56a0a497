import { describe, expect, test } from 'vitest';
import { openMqtt } from './openMqtt.ts';

describe('CONNECT', () => {
  test.each([
    'localhost/door/?api-version=2021-04-12',
    'localhost:8883/door/?api-version=2021-04-12&DeviceClientType=azure-iot-device%2F1.18.4',
    'contoso.azure-devices.net/door/?api-version=2019-10-01',
    'CONTOSO.azure-devices.net:443/door/?api-version=2020-09-30&model-id=dtmi:com:example;1',
  ])('is accepted with the user name %s', async username => {
    const { client, connectPacket } = await openMqtt();

    expect(await client().connect({ ...connectPacket(), username })).toMatchObject({ returnCode: 0 });
  });

  test.each([
    ['without an api-version', 'localhost/door'],
    ['with an unknown api-version', 'localhost/door/?api-version=1999-01-01'],
    ['of another hub', 'fabrikam.azure-devices.net/door/?api-version=2021-04-12'],
    ['without a device', 'localhost/?api-version=2021-04-12'],
    ['with too many parts', 'localhost/door/module/more/?api-version=2021-04-12'],
    ['that is empty', ''],
  ])('is refused as a bad user name (4) with one %s', async (_, username) => {
    const { client, connectPacket } = await openMqtt();
    const device = client();

    expect(await device.connect({ ...connectPacket(), username })).toMatchObject({ returnCode: 4 });
    await device.closed();
  });

  test.each([
    ['the client id is not the device id', { clientId: 'window' }],
    ['the token is none', { password: Buffer.from('SharedAccessSignature sr=a') }],
    ['there is neither token nor certificate', { password: Buffer.alloc(0) }],
    ['the device is not registered', { clientId: 'gate', username: 'localhost/gate/?api-version=2021-04-12' }],
  ])('is refused as not authorized (5) when %s', async (_, wrong) => {
    const { client, connectPacket } = await openMqtt();
    const device = client();

    expect(await device.connect({ ...connectPacket(), ...wrong })).toMatchObject({ returnCode: 5 });
    await device.closed();
  });

  test.each([3, 5] as const)('of protocol level %i is refused (1)', async protocolVersion => {
    const { client, connectPacket } = await openMqtt();
    const protocolId = protocolVersion === 3 ? 'MQIsdp' : 'MQTT';

    const answer = await client().connect({ ...connectPacket(), protocolVersion, protocolId });

    expect(answer).toMatchObject({ returnCode: 1 });
  });

  test('is dropped when its will is for another topic than telemetry', async () => {
    const { client, connectPacket } = await openMqtt();
    const device = client();
    const will = { topic: 'devices/window/messages/events/', payload: 'gone', qos: 1, retain: false } as const;

    await expect(device.connect({ ...connectPacket(), will })).rejects.toThrow('ended');
  });

  test('comes once: a second one drops the connection', async () => {
    const { connected, connectPacket } = await openMqtt();
    const device = await connected();

    await expect(device.connect(connectPacket())).rejects.toThrow('ended');
  });

  test('comes first: any other packet drops the connection', async () => {
    const { client } = await openMqtt();
    const device = client();

    device.send({ cmd: 'pingreq' });

    await device.closed();
  });

  test('never puts a token into the log', async () => {
    const { client, connectPacket, logged } = await openMqtt();

    await client().connect({ ...connectPacket(), clientId: 'other' });
    await client().connect({ ...connectPacket(), password: Buffer.from('SharedAccessSignature sig=topSecret') });

    expect(logged.join()).toContain('Refused');
    expect(logged.join()).not.toMatch(/SharedAccessSignature|topSecret|sig=/);
  });
});

test('a second connection of a device ends the first', async () => {
  const { connected } = await openMqtt();
  const first = await connected();
  const second = await connected();

  await first.closed();
  second.send({ cmd: 'pingreq' });

  expect(await second.receive('pingresp')).toBeDefined();
});

test('a device that is disabled or deleted is let go', async () => {
  const { hub, connected } = await openMqtt();
  const device = await connected();

  hub.registry.delete('door', '*');

  await device.closed();
});

test('a connection that sends no CONNECT ends', async () => {
  const { client, clock, mqtt } = await openMqtt();
  const device = client();

  clock.ms += 10_000;
  mqtt.sweep();

  await device.closed();
});

describe('the keep-alive', () => {
  test('lets a connection live for one and a half times its seconds', async () => {
    const { connected, clock, mqtt } = await openMqtt();
    const device = await connected({ keepalive: 10 });
    mqtt.sweep();

    clock.ms += 14_999;
    mqtt.sweep();
    device.send({ cmd: 'pingreq' });
    await device.receive('pingresp');
    mqtt.sweep();
    clock.ms += 15_000;
    mqtt.sweep();

    await device.closed();
  });

  test.each([0, 3600])('of %i s means the 1767 s that the service waits at most', async keepalive => {
    const { connected, clock, mqtt } = await openMqtt();
    const device = await connected({ keepalive });
    mqtt.sweep();

    clock.ms += 1_766_999;
    mqtt.sweep();
    expect(device.stream.destroyed).toBe(false);
    clock.ms += 1;
    mqtt.sweep();

    await device.closed();
  });
});

test('a connection ends when its token does', async () => {
  const { connected, clock, mqtt } = await openMqtt();
  const device = await connected({ keepalive: 0 });

  clock.ms += 3_600_000;
  device.send({ cmd: 'pingreq' });
  await device.receive('pingresp');
  mqtt.sweep();

  await device.closed();
});

test('a packet that is too long ends the connection before it is all there', async () => {
  const { connected } = await openMqtt();
  const device = await connected();

  device.stream.write(Buffer.from([0x32, 0xff, 0xff, 0xff, 0x7f]));
  device.stream.write(Buffer.alloc(400 * 1024));

  await device.closed();
});
