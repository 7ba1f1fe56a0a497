import { afterAll, beforeAll, expect, test } from 'vitest';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import type { ProvisioningResource } from '../../src/domain/provisioning/provisioningResource.ts';
import { Secret } from '../../src/domain/secret.ts';
import { LocalHub } from '../support/localHub.ts';
import { ownProvisioningResource } from './management.ts';

let local: LocalHub;
let resource: ProvisioningResource;

beforeAll(async () => {
  const latencies = ['--latency', 'contoso=30', '--latency', 'fabrikam=none'];
  local = await LocalHub.start({ args: ['--hub', 'contoso', '--hub', 'fabrikam', '--dps', 'gate', ...latencies] });
  resource = resourceOf('gate');
});

afterAll(() => local.end());

const resourceOf = (name: string) => ownProvisioningResource(local, name);

const linked = (hubName: string, allocationWeight: number) => ({
  hostName: local.named(hubName).hostName,
  allocationWeight,
  applyAllocationPolicy: true,
});

test('a service tells its policy and its hubs with their weights, and takes others', async () => {
  expect(await resource.allocation()).toEqual({
    allocationPolicy: 'hashed',
    linkedHubs: [linked('contoso', 1), linked('fabrikam', 1)],
  });

  await resource.setAllocationPolicy('geoLatency');
  await resource.setWeight(local.named('fabrikam').hostName.toUpperCase(), 3);

  expect(await resource.allocation()).toEqual({
    allocationPolicy: 'geoLatency',
    linkedHubs: [linked('contoso', 1), linked('fabrikam', 3)],
  });
});

test('a hub is linked with its key and a weight, and unlinked, once each', async () => {
  const { hostName, connectionString: text } = local.named('fabrikam');
  const connectionString = parseHubConnectionString(text);
  if (!isHubConnectionString(connectionString)) throw new Error('This is no connection string.');
  const link = { connectionString, location: 'local', allocationWeight: 5 };
  await resource.unlink(hostName);
  await expect(resource.unlink(hostName)).rejects.toMatchObject({ reason: { kind: 'notFound' } });
  expect((await resource.allocation()).linkedHubs).toHaveLength(1);

  const wrong = { ...connectionString, sharedAccessKey: new Secret('d3Jvbmc=') };
  await expect(resource.link({ ...link, connectionString: wrong })).rejects.toMatchObject({
    message: expect.stringContaining('The key in the connection string') as string,
  });
  await resource.link(link);
  expect((await resource.allocation()).linkedHubs[1]).toEqual(linked('fabrikam', 5));
  await expect(resource.link(link)).rejects.toThrow(/is linked already/);
});

test('the ready line tells how far hubs are, as far as somebody said', () => {
  expect(local.provisioning.latenciesMs).toEqual({ [local.named('contoso').hostName]: 30 });
});

test('a hub that is not linked has no weight, and a service that is gone says so', async () => {
  await expect(resource.setWeight('elsewhere.azure-devices.net', 2)).rejects.toMatchObject({
    name: 'ResourceError',
    reason: { kind: 'notFound' },
  });
  await expect(resourceOf('gone').allocation()).rejects.toMatchObject({ reason: { kind: 'notFound' } });
});
