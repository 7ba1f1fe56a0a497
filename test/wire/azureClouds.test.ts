import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { readClouds } from '../../src/azure/clouds.ts';
import { deviceProvisioningHost, hubTokenScope, provisioningTokenScope } from '../../src/azure/endpoint.ts';
import { ResourceError } from '../../src/domain/resourceError.ts';
import { answer, FaultyHub } from './faultyHub.ts';

/** Of each cloud what the documentation of `metadata/endpoints?api-version=2022-09-01` shows, shortened where nobody looks. */
const clouds = [
  {
    portal: 'https://portal.azure.com',
    authentication: {
      loginEndpoint: 'https://login.microsoftonline.com',
      audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
      tenant: 'common',
      identityProvider: 'AAD',
    },
    media: 'https://rest.media.azure.net',
    graph: 'https://graph.windows.net/',
    name: 'AzureCloud',
    suffixes: { storage: 'core.windows.net', keyVaultDns: 'vault.azure.net' },
    resourceManager: 'https://management.azure.com/',
  },
  {
    portal: 'https://portal.azure.cn',
    authentication: {
      loginEndpoint: 'https://login.chinacloudapi.cn',
      audiences: ['https://management.core.chinacloudapi.cn', 'https://management.chinacloudapi.cn'],
      tenant: 'common',
      identityProvider: 'AAD',
    },
    name: 'AzureChinaCloud',
    suffixes: { storage: 'core.chinacloudapi.cn', keyVaultDns: 'vault.azure.cn' },
    resourceManager: 'https://management.chinacloudapi.cn',
  },
  {
    portal: 'https://portal.azure.us',
    authentication: {
      loginEndpoint: 'https://login.microsoftonline.us',
      audiences: ['https://management.core.usgovcloudapi.net', 'https://management.usgovcloudapi.net'],
      tenant: 'common',
      identityProvider: 'AAD',
    },
    name: 'AzureUSGovernment',
    suffixes: { storage: 'core.usgovcloudapi.net', keyVaultDns: 'vault.usgovcloudapi.net' },
    resourceManager: 'https://management.usgovcloudapi.net',
  },
];

/** A resource manager that says this, and keeps what it was asked with. */
async function open(body: unknown) {
  const shown: (string | undefined)[] = [];
  const server = await FaultyHub.open((request, response) => {
    shown.push(request.headers.authorization);
    answer(200, body)(request, response);
  });
  const { port } = server.server.address() as AddressInfo;
  return { server, shown, place: { address: `https://localhost:${port}`, ca: server.ca } };
}

describe('the clouds', () => {
  test('are those of the metadata of the resource manager, which is asked without a token', async () => {
    const { server, shown, place } = await open(clouds);
    await using manager = server;

    expect(await readClouds(place)).toEqual([
      {
        name: 'AzureCloud',
        resourceManager: 'https://management.azure.com',
        portal: 'https://portal.azure.com',
        signIn: 'https://login.microsoftonline.com',
      },
      {
        name: 'AzureChinaCloud',
        resourceManager: 'https://management.chinacloudapi.cn',
        portal: 'https://portal.azure.cn',
        signIn: 'https://login.chinacloudapi.cn',
      },
      {
        name: 'AzureUSGovernment',
        resourceManager: 'https://management.usgovcloudapi.net',
        portal: 'https://portal.azure.us',
        signIn: 'https://login.microsoftonline.us',
      },
    ]);
    expect(manager.received.map(({ url }) => url)).toEqual(['/metadata/endpoints?api-version=2022-09-01']);
    expect(shown).toEqual([undefined]);
  });

  test('are an expected failure if the answer is another, or none comes', async () => {
    const { server, place } = await open({ error: 'Not here.' });
    await expect(readClouds(place)).rejects.toThrow(/does not describe its clouds/);
    await expect(readClouds({ address: place.address })).rejects.toThrow(/cannot be reached/);
    await server[Symbol.asyncDispose]();

    const failure = await readClouds(place).catch((error: unknown) => error);
    expect(failure instanceof ResourceError && failure.reason.kind).toBe('unreachable');
  });
});

test.each([
  ['azure-devices.net', 'https://iothubs.azure.net/.default'],
  ['azure-devices.us', 'https://iothubs.azure.net/.default'],
  ['azure-devices.cn', 'https://iothubs.chinacloudapi.cn/.default'],
])('tokens for the hubs of %s are for %s', (suffix, scope) => {
  expect(hubTokenScope(`contoso.${suffix}`)).toBe(scope);
});

test.each([
  ['net', 'https://azure-devices-provisioning.net/.default'],
  ['us', 'https://azure-devices-provisioning.net/.default'],
  ['cn', 'https://azure-devices-provisioning.cn/.default'],
])(
  'services of azure-devices-provisioning.%s take tokens for %s, and their devices ask one host for all',
  (cloud, scope) => {
    const hostName = `gate.azure-devices-provisioning.${cloud}`;

    expect(provisioningTokenScope(hostName)).toBe(scope);
    expect(deviceProvisioningHost({ hostName } as Parameters<typeof deviceProvisioningHost>[0])).toBe(
      `global.azure-devices-provisioning.${cloud}`,
    );
  },
);
