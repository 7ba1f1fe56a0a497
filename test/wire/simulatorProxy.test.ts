import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { derivedKey } from '../../src/azure/provisioning/derivedKey.ts';
import { createProvisioningClient } from '../../src/azure/provisioning/provisioningClient.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import type { ProxySettings } from '../../src/domain/network/proxySettings.ts';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import { LocalHub } from '../support/localHub.ts';
import { SimulatorUnderTest } from '../support/simulatorUnderTest.ts';
import { TestProxy, type TestProxyOptions } from '../support/testProxy.ts';

const azureHost = 'contoso.azure-devices.net';
const globalHost = 'global.azure-devices-provisioning.net';

let hub: LocalHub;

beforeAll(async () => {
  hub = await LocalHub.start({ args: ['--hub', 'contoso', '--dps', 'doors'] });
});
afterAll(() => hub.end());

const openProxy = (more: Partial<TestProxyOptions> = {}) =>
  TestProxy.open({ ports: { [azureHost]: hub.hub.port, [globalHost]: hub.provisioning.port }, ...more });

/** The settings as they are when nobody changed the others. */
const settings = (url: string, more: Partial<ProxySettings> = {}): ProxySettings => ({
  url,
  noProxy: [],
  strictSsl: true,
  ...more,
});

/** A device of the hub that knows it by its name in Azure. */
async function azureDevice(deviceId: string) {
  const connectionString = await hub.createDevice(deviceId);
  return { deviceId, connectionString: connectionString.replace(hub.hub.hostName, azureHost) };
}

/** What is said of a device that cannot connect through a proxy. */
async function problem(deviceId: string, proxy: ProxySettings): Promise<string | undefined> {
  await using simulator = await SimulatorUnderTest.start();
  await simulator.process.ask('add', { devices: [await azureDevice(deviceId)], ca: hub.ca, proxy });
  await simulator.until(() => simulator.rows.get(deviceId)?.problem !== undefined);
  return simulator.rows.get(deviceId)?.problem;
}

describe('a simulated device behind a proxy', () => {
  test('connects over WebSocket, answers methods and reports, and names the proxy its credentials', async () => {
    await using proxy = await openProxy({ credentials: 'ada:pass' });
    await using simulator = await SimulatorUnderTest.start();
    const device = await azureDevice('door-1');
    await simulator.process.ask('add', { devices: [device], ca: hub.ca, proxy: settings(proxy.url('ada:pass')) });
    await simulator.connected('door-1');

    const { result } = await hub
      .serviceClient()
      .invokeDeviceMethod('door-1', { methodName: 'lockDoor', payload: { lockTime: '10m' } });
    expect(result.status).toBe(200);
    expect(proxy.through).toEqual([`${azureHost}:443`]);
  });

  test('shows what the setting http.proxyAuthorization says', async () => {
    await using proxy = await openProxy({ credentials: 'ada:pass' });
    await using simulator = await SimulatorUnderTest.start();
    const authorization = `Basic ${Buffer.from('ada:pass').toString('base64')}`;
    const devices = [await azureDevice('door-2')];
    await simulator.process.ask('add', { devices, ca: hub.ca, proxy: settings(proxy.url(), { authorization }) });

    await simulator.connected('door-2');
  });

  test('asks its provisioning service through the proxy, and goes to the hub on this machine without', async () => {
    await using proxy = await openProxy();
    await using simulator = await SimulatorUnderTest.start();
    const provisioning = await provisioningOf('door-3');
    const devices = [{ deviceId: 'door-3', provisioning }];
    await simulator.process.ask('add', { devices, ca: hub.ca, proxy: settings(proxy.url()) });

    await simulator.connected('door-3');
    expect(proxy.through).toEqual([`${globalHost}:443`]);
  });

  test('never asks a proxy for a hub on this machine, nor for one that is an exception', async () => {
    await using proxy = await openProxy();
    await using simulator = await SimulatorUnderTest.start();
    const devices = [{ deviceId: 'door-4', connectionString: await hub.createDevice('door-4') }];
    await simulator.process.ask('add', { devices, ca: hub.ca, proxy: settings(proxy.url()) });

    await simulator.connected('door-4');
    expect(proxy.through).toEqual([]);
  });

  test('says what to do about a proxy that wants a password, refuses, is gone or is none', async () => {
    await using closed = await openProxy({ credentials: 'ada:pass' });
    await using refuses = await openProxy({ refusal: 502 });
    const gone = await openProxy();
    const goneUrl = gone.url();
    await gone[Symbol.asyncDispose]();

    expect(await problem('door-5', settings(closed.url('ada:wrong')))).toMatch(
      /wants a user name and a password.*http\.proxy/,
    );
    expect(await problem('door-6', settings(refuses.url()))).toMatch(
      /does not let this machine through to contoso.*HTTP 502.*http\.noProxy/,
    );
    expect(await problem('door-7', settings(goneUrl))).toMatch(/does not answer\. Check the setting http\.proxy/);
    expect(await problem('door-8', settings('socks5://127.0.0.1:1080'))).toMatch(/none that devices can use/);
  });
});

describe('a simulated device whose hub has a certificate of a private authority', () => {
  test('trusts it by NODE_EXTRA_CA_CERTS, and by the authorities of this machine', async () => {
    const device = { deviceId: 'door-9', connectionString: await hub.createDevice('door-9') };
    for (const variable of ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE']) {
      process.env[variable] = hub.ready.caFile;
      await using simulator = await SimulatorUnderTest.start();
      delete process.env[variable];
      if (variable === 'SSL_CERT_FILE') await simulator.process.ask('trustSystem');
      await simulator.process.ask('add', { devices: [device] });
      await simulator.connected('door-9');
    }
  });

  test('does not trust it otherwise, and says so', async () => {
    await using simulator = await SimulatorUnderTest.start();
    const device = { deviceId: 'door-10', connectionString: await hub.createDevice('door-10') };
    await simulator.process.ask('add', { devices: [device] });

    await simulator.until(() => simulator.rows.get('door-10')?.problem !== undefined);
    expect(simulator.rows.get('door-10')?.problem).toMatch(
      /certificate of the hub is not trusted.*NODE_EXTRA_CA_CERTS/,
    );
  });
});

/** A device of an enrollment group that asks the service under the name that it has in Azure. */
async function provisioningOf(registrationId: string) {
  const parsed = parseHubConnectionString(hub.provisioning.connectionString);
  if (!isHubConnectionString(parsed)) throw new Error('This is no connection string.');
  const client = createProvisioningClient(hubEndpoint(parsed, hub.ca));
  const group = { kind: 'group', id: 'doors' } as const;
  await client.createEnrollment(group, newEnrollment('group', group.id, { hub: hub.hub.hostName, policy: 'never' }));
  const { primaryKey } = await client.enrollmentKeys(group);
  const proof = { symmetricKey: derivedKey(primaryKey, registrationId).reveal() };
  return { hostName: globalHost, idScope: hub.provisioning.idScope, registrationId, proof };
}
