import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as tls from 'node:tls';
import * as vscode from 'vscode';
import { readClouds } from '../../src/azure/clouds.ts';
import { type HubEndpoint, type KeyedEndpoint, hubEndpoint } from '../../src/azure/endpoint.ts';
import { identityTokens } from '../../src/azure/identity/identityTokens.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import { createHubResource } from '../../src/azure/resourceManager/hubResource.ts';
import { createResourceManager } from '../../src/azure/resourceManager/resourceManager.ts';
import { ContainerFiles } from '../../src/azure/storage/containerFiles.ts';
import { StorageAccount } from '../../src/azure/storage/storageAccount.ts';
import { deviceConnectionString, type HubConnectionString } from '../../src/domain/connectionString.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import { Secret } from '../../src/domain/secret.ts';
import { defaultSimulationSettings } from '../../src/protocol/simulatorRun.ts';
import type { SimulationSource } from '../../src/ui/panels/simulationSource.ts';
import { SimulatorRun } from '../../src/ui/panels/simulatorRun.ts';
import { StorageInAzure } from '../support/storageInAzure.ts';
import { TestProxy, type TestProxyOptions } from '../support/testProxy.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { HubWorld } from './hubWorld.ts';

/** No hub of Azure has this name: what does not go through the proxy goes nowhere. */
const name = 'workbench-behind-a-proxy';
const azureHost = `${name}.azure-devices.net`;
const managementHost = 'management.azure.com';

const set = (setting: string, value: unknown) =>
  vscode.workspace.getConfiguration('http').update(setting, value, vscode.ConfigurationTarget.Global);

const tokens = { getToken: async () => ({ token: new Secret('x'), expiresAtMs: Date.now() + 3_600_000 }) };

suite('behind a proxy', () => {
  let world: HubWorld;
  let port: number;
  let connectionString: HubConnectionString;
  let ca: string;
  let endpoint: HubEndpoint;
  let client: HubClient;

  suiteSetup(async () => {
    world = await HubWorld.make();
    await world.localHub.setNames([name]);
    await world.localHub.start();
    const local = await world.connect();
    const keyed = local.endpoint as KeyedEndpoint;
    port = Number(keyed.hostName.split(':')[1]);
    connectionString = { ...keyed.connectionString, hostName: azureHost };
    ca = keyed.ca ?? '';
    endpoint = hubEndpoint(connectionString, ca);
    client = createHubClient(endpoint, { name: 'contoso' });
  });
  suiteTeardown(() => world[Symbol.asyncDispose]());
  teardown(async () => {
    for (const setting of ['proxy', 'noProxy', 'proxySupport']) await set(setting, undefined);
  });

  const open = (more: Partial<TestProxyOptions> = {}) => TestProxy.open({ ports: { [azureHost]: port }, ...more });

  test('a hub of Azure is reached through the proxy of the setting, with its user and password', async () => {
    await using proxy = await open({ credentials: 'ada:pass' });
    await set('proxy', proxy.url('ada:pass'));

    await client.createDevice('door-1');
    assert.equal((await client.getTwin('door-1')).deviceId, 'door-1');
    assert.ok(proxy.through.length >= 2);
    assert.deepEqual([...new Set(proxy.through)], [`${azureHost}:443`]);
  });

  test('a hub on this machine is never reached through it', async () => {
    await using proxy = await open();
    await set('proxy', proxy.url());

    await (await world.connect()).client.listDevices({}, { pageSize: 1 });
    assert.deepEqual(proxy.through, []);
  });

  test('with the support for proxies at "on", "fallback" and "override", a hub that the machine trusts goes through it', async () => {
    await using proxy = await open();
    await set('proxy', proxy.url());
    const trusted = tls.getCACertificates('default');
    tls.setDefaultCACertificates([...trusted, ca]);
    try {
      for (const support of ['on', 'fallback', 'override']) {
        await set('proxySupport', support);
        const before = proxy.through.length;
        await createHubClient(hubEndpoint(connectionString)).listDevices({}, { pageSize: 1 });
        assert.ok(proxy.through.length > before, support);
      }
    } finally {
      tls.setDefaultCACertificates(trusted);
    }
  });

  test('neither an exception nor, with the support for proxies off, any host is reached through it', async () => {
    await using proxy = await open();
    await set('proxy', proxy.url());
    await set('noProxy', ['azure-devices.net']);
    await assert.rejects(client.getTwin('door-1'), { reason: { kind: 'unreachable', hub: 'contoso' } });

    await set('noProxy', undefined);
    await set('proxySupport', 'off');
    await assert.rejects(client.getTwin('door-1'), { reason: { kind: 'unreachable', hub: 'contoso' } });
    assert.deepEqual(proxy.through, []);
  });

  test('what the proxy says is told apart from what the hub says, also by a direct method', async () => {
    const lockDoor = { methodName: 'lockDoor', payload: null, responseTimeoutInSeconds: 5, connectTimeoutInSeconds: 0 };
    for (const [refusal, sentence] of [
      [407, /The proxy on the way to "contoso" wants a user name and a password.*http\.proxy/],
      [502, /The proxy does not let this machine through to "contoso" \(HTTP 502\).*http\.noProxy/],
    ] as const) {
      await using proxy = await open({ refusal });
      await set('proxy', proxy.url());
      await assert.rejects(client.getTwin('door-1'), sentence);
      await assert.rejects(client.invokeMethod('door-1', lockDoor), sentence);
    }
  });

  test('a proxy that is gone is told so, by hubs and by the resource manager', async () => {
    const gone = await open();
    const url = gone.url();
    await gone[Symbol.asyncDispose]();
    await set('proxy', url);

    await assert.rejects(client.getTwin('door-1'), /The proxy on the way to "contoso" does not answer\..*http\.proxy/);
    await assert.rejects(subscriptions(), /The proxy on the way to https:\/\/management\.azure\.com does not answer/);
  });

  test('the resource manager is reached through the proxy, and its refusal is told', async () => {
    await using proxy = await open({ refusal: 407 });
    await set('proxy', proxy.url());
    await assert.rejects(subscriptions(), /The proxy on the way to https:\/\/management\.azure\.com wants a user name/);

    await using other = await open({ ports: { [managementHost]: port } });
    await set('proxy', other.url());
    await assert.rejects(subscriptions(), { reason: { kind: 'unreachable', place: `https://${managementHost}` } });
    assert.deepEqual([...new Set(other.through)], [`${managementHost}:443`]);
  });

  test('a refusal is told as that of the proxy by the resource manager, its official clients and by storage', async () => {
    const refused = { kind: 'refuses', httpStatus: 403 };
    await using proxy = await open({ refusal: 403 });
    await set('proxy', proxy.url());

    const address = `https://${managementHost}`;
    await assert.rejects(subscriptions(), { reason: { kind: 'proxy', place: address, problem: refused } });
    await assert.rejects(readClouds({ address }), { reason: { kind: 'proxy', place: address, problem: refused } });
    const place = { management: { address, tokens }, subscriptionId: 's', resourceGroup: 'g', name };
    await assert.rejects(createHubResource(place).usage(), {
      reason: { kind: 'proxy', place: address, problem: refused },
    });
    const plants = 'DefaultEndpointsProtocol=https;AccountName=plants;AccountKey=a2V5;EndpointSuffix=core.windows.net';
    const storage = new StorageAccount({ connectionString: new Secret(plants) });
    await assert.rejects(storage.containers(), { reason: { kind: 'proxy', place: 'plants', problem: refused } });
    assert.match(
      await storage.create('backup').then(String, String),
      /The proxy does not let this machine through to plants\/backup \(HTTP 403\).*http\.noProxy/,
    );
  });

  test('with the support for proxies at "on", the resource manager and its official clients are led through it', async () => {
    await using proxy = await open({ refusal: 403 });
    await set('proxy', proxy.url());
    await set('proxySupport', 'on');
    const place = {
      management: { address: `https://${managementHost}`, tokens },
      subscriptionId: 's',
      resourceGroup: 'g',
      name,
    };

    await assert.rejects(subscriptions(), /The proxy does not let this machine through/);
    await assert.rejects(createHubResource(place).usage(), /The proxy does not let this machine through/);
  });

  test('with the support for proxies at "on", files in storage are written and read through it', async () => {
    const state = world.localHub.state;
    assert.ok(state.kind === 'running');
    const { connectionString, ca: localCa = '' } = state.storage;
    await using storage = await StorageInAzure.open(connectionString.reveal(), localCa);
    const near = new StorageAccount({ connectionString, ca: localCa });
    await using proxy = await TestProxy.open({ ports: storage.ports });
    const trusted = tls.getCACertificates('default');
    tls.setDefaultCACertificates([...trusted, storage.ca]);
    await set('proxy', proxy.url());
    await set('proxySupport', 'on');
    try {
      await new StorageAccount({ connectionString: storage.inAzure(connectionString) }).create('far');
      const { address } = await near.addressOf('far');
      const files = new ContainerFiles({ name: 'far', address: storage.inAzure(address) });
      await files.write('doors.txt', Readable.from(['door-1\n', 'door-2\n']));
      assert.equal(await text(files.read('doors.txt')), 'door-1\ndoor-2\n');
      assert.deepEqual([...new Set(proxy.through)], [`${storage.host}:443`]);
    } finally {
      tls.setDefaultCACertificates(trusted);
    }
  });

  test('with the support for proxies at "on", the application of the environment signs in through it', async () => {
    await using proxy = await open({ refusal: 403 });
    await set('proxy', proxy.url());
    await set('proxySupport', 'on');
    const application = { AZURE_TENANT_ID: 'contoso', AZURE_CLIENT_ID: 'app', AZURE_CLIENT_SECRET: 'open-sesame' };
    Object.assign(process.env, application);
    try {
      const asked = identityTokens('environment').getToken({ scope: `https://${managementHost}/.default` });
      await assert.rejects(asked, /The proxy does not let this machine through to Entra ID \(HTTP 403\)/);
    } finally {
      for (const variable of Object.keys(application)) delete process.env[variable];
    }
  });

  test('simulated devices go through it, too', async () => {
    await using proxy = await open({ credentials: 'ada:pass' });
    await set('proxy', proxy.url('ada:pass'));
    const { primaryKey = new Secret('') } = await client.createDevice('door-2');
    const ofDevice = deviceConnectionString(azureHost, 'door-2', primaryKey).reveal();
    const connected = Promise.withResolvers<void>();
    const progress = ({ rows }: { readonly rows: readonly { readonly state: string }[] }) => {
      if (rows.some(({ state }) => state === 'connected')) connected.resolve();
    };
    const context = { extensionUri: extensionUnderTest().extensionUri };
    const listener = { progress, ended: () => connected.reject(new Error('The simulator ended.')) };
    const run = new SimulatorRun(sourceOf(ofDevice, endpoint.ca), { context, log: world.log }, listener);

    const before = proxy.through.length;
    await run.start(['door-2'], defaultSimulationSettings);
    await connected.promise;
    await run.dispose();
    assert.equal(proxy.through.length, before + 1);
  });
});

function subscriptions(): Promise<unknown> {
  return createResourceManager({ address: `https://${managementHost}`, tokens }).subscriptions();
}

/** One device that knows its hub by the name in Azure. */
function sourceOf(connectionString: string, ca: string | undefined): SimulationSource {
  return {
    id: name,
    name,
    provisioned: false,
    list: async () => ({ items: [] }),
    open: async () => ({
      devices: async ([deviceId = '']) => [{ deviceId, connectionString }],
      ...(ca === undefined ? {} : { ca }),
    }),
    hubIdOf: () => undefined,
    hubNames: async () => ({}),
  };
}
