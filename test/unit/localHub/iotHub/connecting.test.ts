import { describe, expect, test } from 'vitest';
import { parseIdentityRequest } from '../../../../src/localHub/iotHub/identityRequest.ts';
import type { IotHub } from '../../../../src/localHub/iotHub/iotHub.ts';
import { tierLimits } from '../../../../src/domain/tierLimits.ts';
import { connect, createDevice, deviceToken, openHub, sign, WrittenDownConnection } from './openHub.ts';

const inAnHour = (hub: IotHub) => hub.now() / 1000 + 3600;

function tryToken(hub: IotHub, deviceId: string, token: string): boolean {
  return hub.connect({ deviceId }, { kind: 'sas', token }, new WrittenDownConnection()).admitted;
}

describe('a token of the device', () => {
  test.each([
    'localhost/devices/door',
    'localhost:8883/devices/door',
    'contoso.azure-devices.net/devices/door',
    'CONTOSO.azure-devices.net/devices/door',
    '127.0.0.1:1/devices/door',
  ])('is good for the audience %s', async audience => {
    const { hub } = await openHub();
    const { primaryKey } = createDevice(hub, 'door');

    expect(tryToken(hub, 'door', sign(audience, primaryKey ?? '', inAnHour(hub)))).toBe(true);
  });

  test('may be signed with the secondary key', async () => {
    const { hub } = await openHub();
    const { secondaryKey } = createDevice(hub, 'door');

    expect(tryToken(hub, 'door', sign('localhost/devices/door', secondaryKey ?? '', inAnHour(hub)))).toBe(true);
  });

  test('may hold an id with characters that are encoded', async () => {
    const { hub } = await openHub();
    const id = 'a#b%c+d';
    const { primaryKey } = createDevice(hub, id);

    expect(tryToken(hub, id, sign(`localhost/devices/${id}`, primaryKey ?? '', inAnHour(hub)))).toBe(true);
    const encoded = `localhost/devices/${encodeURIComponent(id)}`;
    expect(tryToken(hub, id, sign(encoded, primaryKey ?? '', inAnHour(hub)))).toBe(true);
  });

  test.each([
    ['another hub', 'fabrikam.azure-devices.net/devices/door'],
    ['another device', 'localhost/devices/window'],
    ['the whole hub', 'localhost'],
  ])('is refused when it is for %s', async (_, audience) => {
    const { hub } = await openHub();
    const { primaryKey } = createDevice(hub, 'door');

    expect(tryToken(hub, 'door', sign(audience, primaryKey ?? '', inAnHour(hub)))).toBe(false);
  });

  test('is refused when it expired this second, or its key is wrong, or it is none', async () => {
    const { hub } = await openHub();
    const { primaryKey } = createDevice(hub, 'door');
    const { primaryKey: wrongKey } = createDevice(hub, 'window');

    expect(tryToken(hub, 'door', sign('localhost/devices/door', primaryKey ?? '', hub.now() / 1000))).toBe(false);
    expect(tryToken(hub, 'door', sign('localhost/devices/door', wrongKey ?? '', inAnHour(hub)))).toBe(false);
    for (const text of ['', 'SharedAccessSignature ', 'SharedAccessSignature sr=%E0%A4%A&sig=x&se=1', 'Bearer x']) {
      expect(tryToken(hub, 'door', text)).toBe(false);
    }
  });

  test('tells when it ends', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'door');

    const token = deviceToken(hub, 'door');
    const admission = hub.connect({ deviceId: 'door' }, { kind: 'sas', token }, new WrittenDownConnection());

    expect(admission).toMatchObject({ admitted: true, expiresAtMs: hub.now() + 3_600_000 });
  });
});

describe('a token of a policy', () => {
  test.each([
    ['iothubowner', true],
    ['device', true],
    ['service', false],
    ['registryReadWrite', false],
  ] as const)('%s lets a device connect: %s', async (name, good) => {
    const { hub } = await openHub();
    createDevice(hub, 'door');
    const token = sign('localhost/devices/door', hub.accessPolicies.get(name).primaryKey.reveal(), inAnHour(hub), name);

    expect(tryToken(hub, 'door', token)).toBe(good);
  });
});

test('an unknown device and a disabled one are refused', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  const token = deviceToken(hub, 'door');
  hub.registry.update(parseIdentityRequest({ deviceId: 'door', status: 'disabled' }), '*');

  expect(tryToken(hub, 'door', token)).toBe(false);
  expect(tryToken(hub, 'nobody', token)).toBe(false);
});

test('a second connection of a device closes the first, whose end changes nothing', async () => {
  const { hub } = await openHub();
  createDevice(hub, 'door');
  const first = connect(hub, 'door');
  const second = connect(hub, 'door');

  first.session.closed();

  expect(first.connection.closed).toEqual(['replaced']);
  expect(second.connection.closed).toEqual([]);
  expect(hub.statistics().connectedDeviceCount).toBe(1);
});

test('a twin shows when its device was last active, while it is connected and after', async () => {
  const { hub, clock } = await openHub();
  createDevice(hub, 'door');
  const twin = () => hub.twinDocument(hub.registry.get('door'));
  expect(twin()).toMatchObject({ connectionState: 'Disconnected', lastActivityTime: '0001-01-01T00:00:00Z' });

  const { session } = connect(hub, 'door');
  clock.ms += 60_000;
  session.touched();
  expect(twin()).toMatchObject({ connectionState: 'Connected', lastActivityTime: '2026-11-20T10:01:00.000Z' });

  session.closed();
  expect(twin()).toMatchObject({ connectionState: 'Disconnected', lastActivityTime: '2026-11-20T10:01:00.000Z' });
});

test('more connections a second than the tier takes are throttled', async () => {
  const { hub, clock } = await openHub({ ...tierLimits.S1, newConnections: { count: 2, perSeconds: 1 } });
  createDevice(hub, 'door');
  const token = deviceToken(hub, 'door');

  expect([1, 2, 3].map(() => tryToken(hub, 'door', token))).toEqual([true, true, false]);
  clock.ms += 500;
  expect(tryToken(hub, 'door', token)).toBe(true);
});
