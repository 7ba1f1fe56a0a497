import common from 'azure-iot-common';
import device from 'azure-iot-device';
import mqtt from 'azure-iot-device-mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub } from '../support/localHub.ts';
import { managementClient } from './management.ts';
import { openWith } from './service.ts';
import { makeDeviceAuthority, makeDeviceCertificate } from '../support/deviceCertificate.ts';
import { MqttTestClient } from '../support/mqttTestClient.ts';
import { SdkDevice, transportNames } from '../support/sdkDevice.ts';

let hub: LocalHub;

beforeAll(async () => {
  hub = await LocalHub.start();
});

afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

describe.each(transportNames)('over %s a client is refused, and told so', transport => {
  test('when its key is wrong', async () => {
    const connectionString = await hub.createDevice(`${transport}-wrongKey`);
    const wrong = connectionString.replace(/SharedAccessKey=.*/, 'SharedAccessKey=d3JvbmcgbG9uZyBlbm91Z2gga2V5');

    await expect(SdkDevice.open(hub, wrong, transport)).rejects.toMatchObject({ name: 'UnauthorizedError' });
  });

  test('when its device is unknown', async () => {
    const connectionString = await hub.createDevice(`${transport}-known`);

    await expect(SdkDevice.open(hub, connectionString.replace('-known', '-unknown'), transport)).rejects.toMatchObject({
      name: 'UnauthorizedError',
    });
  });

  test('when its device is disabled', async () => {
    const deviceId = `${transport}-disabled`;
    const connectionString = await hub.createDevice(deviceId);
    await hub.registry().update({ deviceId, status: 'disabled' });

    await expect(SdkDevice.open(hub, connectionString, transport)).rejects.toMatchObject({ name: 'UnauthorizedError' });
  });
});

test('a client with an expired token is refused', async () => {
  const key = /SharedAccessKey=(?<key>.*)$/.exec(await hub.createDevice('expired'))?.groups?.['key'] ?? '';
  const resource = `${hub.hub.hostName}/devices/expired`;
  const token = common.SharedAccessSignature.create(encodeURIComponent(resource), '', key, 1_600_000_000);
  const client = await MqttTestClient.overTls({ port: hub.hub.port, ca: hub.ca });

  const answer = await client.connect({
    clientId: 'expired',
    username: `${hub.hub.hostName}/expired/?api-version=2021-04-12`,
    password: Buffer.from(token.toString()),
  });

  expect(answer.returnCode).toBe(5);
  await client.closed();
});

describe('a device with a certificate', () => {
  test('of its own making is known by its thumbprint', async () => {
    const certificate = await makeDeviceCertificate('selfSigned');
    const stranger = await makeDeviceCertificate('selfSigned');
    await hub.registry().create({
      deviceId: 'selfSigned',
      authentication: {
        type: 'selfSigned',
        x509Thumbprint: { primaryThumbprint: certificate.thumbprint, secondaryThumbprint: certificate.thumbprint },
      },
    });

    const client = await openWith(hub, 'selfSigned', certificate);
    await client.sendEvent(new device.Message('x'));
    await client.close();

    const overWebSockets = await openWith(hub, 'selfSigned', certificate, mqtt.MqttWs);
    await overWebSockets.close();

    await expect(openWith(hub, 'selfSigned', stranger)).rejects.toMatchObject({ name: 'UnauthorizedError' });
  });

  test('of an authority that the hub knows is known by its name', async () => {
    const authority = await makeDeviceAuthority();
    await using local = await LocalHub.start();
    const properties = { certificate: authority.cert, isVerified: true };
    await managementClient(local).certificates.createOrUpdate('local', local.hub.name, 'factory', { properties });
    for (const deviceId of ['signed', 'other']) {
      await local.registry().create({ deviceId, authentication: { type: 'certificateAuthority' } });
    }

    // Straight from the authority, and through another one that the device sends along.
    const straight = await openWith(local, 'signed', await makeDeviceCertificate('signed', authority));
    await straight.close();
    const between = await makeDeviceAuthority(authority);
    const leaf = await makeDeviceCertificate('signed', between);
    const chained = await openWith(local, 'signed', { cert: leaf.cert + between.cert, key: leaf.key });
    await chained.close();

    const unauthorized = { name: 'UnauthorizedError' };
    await expect(openWith(local, 'other', leaf)).rejects.toMatchObject(unauthorized);
    const unknown = await makeDeviceCertificate('signed', await makeDeviceAuthority());
    await expect(openWith(local, 'signed', unknown)).rejects.toMatchObject(unauthorized);
  });
});
