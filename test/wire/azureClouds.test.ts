import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { readClouds } from '../../src/azure/clouds.ts';
import { deviceProvisioningHost, hubTokenScope, provisioningTokenScope } from '../../src/azure/endpoint.ts';
import { ResourceError } from '../../src/domain/resourceError.ts';

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

/** A resource manager of which nothing but its metadata is asked. */
async function serve(body: unknown) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url, request.headers.authorization);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

describe('the clouds', () => {
  test('are those of the metadata of the resource manager, which is asked without a token', async () => {
    await using manager = await serve(clouds);

    expect(await readClouds(manager.address)).toEqual([
      { name: 'AzureCloud', resourceManager: 'https://management.azure.com', portal: 'https://portal.azure.com' },
      {
        name: 'AzureChinaCloud',
        resourceManager: 'https://management.chinacloudapi.cn',
        portal: 'https://portal.azure.cn',
      },
      {
        name: 'AzureUSGovernment',
        resourceManager: 'https://management.usgovcloudapi.net',
        portal: 'https://portal.azure.us',
      },
    ]);
    expect(manager.asked).toEqual(['/metadata/endpoints?api-version=2022-09-01', undefined]);
  });

  test('are an expected failure if the answer is another, or none comes', async () => {
    const manager = await serve({ error: 'Not here.' });
    await expect(readClouds(manager.address)).rejects.toThrow(/does not describe its clouds/);
    await manager[Symbol.asyncDispose]();

    const failure = await readClouds(manager.address).catch((error: unknown) => error);
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
