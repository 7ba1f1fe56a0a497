import { IotDpsClient } from '@azure/arm-deviceprovisioningservices';
import provisioningService from 'azure-iot-provisioning-service';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { provisioningTokenScope } from '../../src/azure/endpoint.ts';
import { KeylessFirst } from '../../src/azure/iotHub/keylessFirst.ts';
import { neededAccess } from '../../src/azure/provisioning/neededAccess.ts';
import { createProvisioningClient } from '../../src/azure/provisioning/provisioningClient.ts';
import { createResourceManager } from '../../src/azure/resourceManager/resourceManager.ts';
import { givenToken } from '../../src/azure/tokenSource.ts';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import type { AccessPolicyKeys } from '../../src/domain/resources/accessPolicyKeys.ts';
import type { SubscriptionResources } from '../../src/domain/resources/resourceManager.ts';
import { Secret } from '../../src/domain/secret.ts';
import { LocalHub } from '../support/localHub.ts';
import { clientOptions, collect, credentialOf, managerOf } from './management.ts';
import { rawProvisioningRequest } from './provisioning.ts';
import { rawRequest } from './service.ts';

const resourceId = '/subscriptions/s/resourceGroups/local/providers/Microsoft.Devices/provisioningServices/gate';
const address = { kind: 'group', id: 'doors' } as const;
let local: LocalHub;
let resources: SubscriptionResources;
let policies: readonly AccessPolicyKeys[];

beforeAll(async () => {
  local = await LocalHub.start({ args: ['--hub', 'contoso', '--dps', 'gate'] });
  const { endpoint, token, subscriptionId, resourceGroup } = managerOf(local);
  const manager = createResourceManager({ address: endpoint, tokens: givenToken(new Secret(token)), ca: local.ca });
  resources = manager.in(subscriptionId);
  const place = { name: 'gate', resourceGroup };
  policies = await resources.provisioningServices.policies(place, local.provisioning.hostName);
});

afterAll(() => local.end());

/** A client without keys. @param given what the person says when asked whether keys may be used. */
function keyless(token: string, given?: readonly AccessPolicyKeys[]) {
  const asked: string[] = [];
  const credential = new KeylessFirst({
    name: 'gate',
    resourceId,
    assignee: 'ada@contoso.com',
    access: neededAccess,
    request: { scope: provisioningTokenScope('gate.azure-devices-provisioning.net') },
    tokens: givenToken(new Secret(token)),
    askForKeys: async () => {
      asked.push('keys');
      return given;
    },
  });
  const { hostName } = local.provisioning;
  return { client: createProvisioningClient({ hostName, credential, ca: local.ca }, { name: 'gate' }), asked };
}

describe('a provisioning service that is used without keys', () => {
  test('takes a token for all that is asked of it, and then nobody is asked for keys', async () => {
    const { client, asked } = keyless(managerOf(local).provisioningToken, policies);
    await client.createEnrollment(address, newEnrollment('group', 'doors', { hub: '', policy: 'migrate' }));

    const { items } = await client.listEnrollments('group', { pageSize: 10 });
    expect(items.map(item => item.address.id)).toEqual(['doors']);
    expect((await client.enrollmentKeys(address)).primaryKey.reveal()).not.toBe('');
    expect((await client.listRegistrations('doors', { pageSize: 10 })).items).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('falls back to a key if it refuses the token and the person agrees, who is asked once', async () => {
    const { client, asked } = keyless('eyJ.refused.token', policies);
    await Promise.all([client.getEnrollment(address), client.listEnrollments('individual', { pageSize: 10 })]);

    expect(asked).toEqual(['keys']);
  });

  test.each([
    ['Reader', (client: ReturnType<typeof keyless>['client']) => client.getEnrollment(address)],
    ['Contributor', (client: ReturnType<typeof keyless>['client']) => client.enrollmentKeys(address)],
  ])('names the role that is missing when there are to be no keys: Data %s', async (kind, ask) => {
    const failure: unknown = await ask(keyless('eyJ.refused.token').client).catch((error: unknown) => error);
    const role = `Device Provisioning Service Data ${kind}`;

    expect(failure).toMatchObject({ reason: { kind: 'roleMissing', role, scope: resourceId } });
    expect(String(failure)).toContain(`--role "${role}" --assignee "ada@contoso.com" --scope "${resourceId}"`);
    expect(JSON.stringify(failure)).not.toContain('refused.token');
  });
});

test('the official client reads enrollments with a token instead of a key', async () => {
  const asked: string[] = [];
  const client = provisioningService.ProvisioningServiceClient.fromTokenCredential('localhost', {
    getToken: async (scopes: string | string[]) => {
      asked.push(...[scopes].flat());
      return { token: managerOf(local).provisioningToken, expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  });
  const { _restApiClient: rest } = client as unknown as { _restApiClient: { setOptions(options: object): void } };
  rest.setOptions({ http: { agent: local.agent({ port: local.provisioning.port }) } });

  expect((await client.getEnrollmentGroup('doors')).responseBody.enrollmentGroupId).toBe('doors');
  expect(new Set(asked)).toEqual(new Set([provisioningTokenScope('gate.azure-devices-provisioning.net')]));
});

test('a token for hubs does not let into enrollments, nor one for enrollments into a hub', async () => {
  const enrollments = '/enrollmentGroups/doors?api-version=2021-10-01';
  const toEnrollments = { authorization: `Bearer ${managerOf(local).hubToken}` };
  expect((await rawProvisioningRequest(local, enrollments, toEnrollments)).status).toBe(401);

  const toHub = { authorization: `Bearer ${managerOf(local).provisioningToken}` };
  expect((await rawRequest(local, '/devices/door?api-version=2021-04-12', toHub)).status).toBe(401);
});

test('services of a subscription are listed as the official client lists them, made and deleted', async () => {
  const { subscriptionId, resourceGroup } = managerOf(local);
  const place = { name: 'second', resourceGroup };
  expect(await resources.provisioningServices.nameProblem('second')).toBeUndefined();
  expect(await resources.provisioningServices.nameProblem('gate')).not.toBeUndefined();
  await (await resources.provisioningServices.create({ ...place, location: 'westeurope', links: [] })).ended();

  const witness = new IotDpsClient(credentialOf(local), subscriptionId, clientOptions(local));
  const seen = await collect(witness.iotDpsResource.listBySubscription());
  const expected = seen.map(({ id, name, location, properties }) => ({
    id,
    name,
    location,
    resourceGroup,
    hostName: properties.serviceOperationsHostName,
    idScope: properties.idScope,
    state: 'Active',
    localAuthDisabled: false,
  }));
  expect(await resources.provisioningServices.list()).toEqual(expected);
  expect(expected.map(({ name }) => name)).toEqual(['gate', 'second']);

  await (await resources.provisioningServices.delete(place)).ended();
  expect((await resources.provisioningServices.list()).map(({ name }) => name)).toEqual(['gate']);
});

test('tokens for services in China are for the audience there', () => {
  expect(provisioningTokenScope('gate.azure-devices-provisioning.cn')).toBe(
    'https://azure-devices-provisioning.cn/.default',
  );
});
