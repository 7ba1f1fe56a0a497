import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../src/domain/json.ts';
import type { DeploymentRequest } from '../../src/domain/resources/deployments.ts';
import type { SubscriptionResources } from '../../src/domain/resources/resourceManager.ts';
import { LocalHub } from '../support/localHub.ts';
import { collect, deploymentClient, managementClient, ownSubscription, storageClient } from './management.ts';

let local: LocalHub;
let subscription: SubscriptionResources;

beforeAll(async () => {
  local = await LocalHub.start();
  subscription = ownSubscription(local);
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

const hub = (name: string, sku = 'S1'): JsonObject => ({
  type: 'Microsoft.Devices/IotHubs',
  apiVersion: '2023-06-30',
  name,
  location: 'westeurope',
  sku: { name: sku, capacity: 1 },
});

async function requestOf(
  resourceGroup: string,
  resources: readonly JsonObject[],
  more: Partial<DeploymentRequest> = {},
): Promise<DeploymentRequest> {
  await subscription.groups.create({ name: resourceGroup, location: 'westeurope', tags: {} });
  const template: JsonObject = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { secret: { type: 'securestring' } },
    resources,
    outputs: { made: { type: 'int', value: "[length(parameters('secret'))]" } },
  };
  const parameters = { secret: { value: 'unseen' } };
  return { resourceGroup, name: 'first', mode: 'Incremental', template, parameters, ...more };
}

test('a template is checked, its changes are told of, and it is deployed, listed and forgotten', async () => {
  const { deployments } = subscription;
  const request = await requestOf('plant', [hub('planthub')]);
  await deployments.validate(request);
  expect(await deployments.preview(request)).toMatchObject([
    { kind: 'Create', resourceId: expect.stringMatching(/IotHubs\/planthub$/) },
  ]);

  await (await deployments.create(request)).ended();

  const [deployment] = await deployments.list('plant');
  expect(deployment).toMatchObject({
    name: 'first',
    state: 'Succeeded',
    mode: 'Incremental',
    outputs: { made: { value: 6 } },
    resourceIds: [expect.stringMatching(/planthub$/)],
  });
  expect(JSON.stringify(deployment)).not.toContain('unseen');
  expect(await deployments.steps(request)).toMatchObject([{ state: 'Succeeded', statusCode: 'Created' }]);
  const { iotHubResource } = managementClient(local);
  expect(await iotHubResource.get('plant', 'planthub')).toMatchObject({ location: 'westeurope' });

  const bigger = { ...(await requestOf('plant', [{ ...hub('planthub'), sku: { name: 'S1', capacity: 2 } }])) };
  expect(await deployments.preview(bigger)).toMatchObject([
    { kind: 'Modify', properties: [{ path: 'sku.capacity', before: 1, after: 2 }] },
  ]);

  await (await deployments.delete(request)).ended();
  expect(await collect(deploymentClient(local).deployments.listByResourceGroup('plant'))).toEqual([]);
  expect(await iotHubResource.get('plant', 'planthub')).toBeTruthy();
});

test('what a complete deployment would delete is told of, and is gone after it', async () => {
  const { deployments } = subscription;
  const account = {
    type: 'Microsoft.Storage/storageAccounts',
    apiVersion: '2022-09-01',
    name: 'wholeaccount',
    location: 'westeurope',
    kind: 'StorageV2',
    sku: { name: 'Standard_LRS' },
  };
  await (await deployments.create(await requestOf('whole', [account]))).ended();
  const empty = await requestOf('whole', [], { name: 'second', mode: 'Complete' });

  expect(await deployments.preview(empty)).toMatchObject([
    { kind: 'Delete', resourceId: expect.stringMatching(/wholeaccount$/) },
  ]);
  await (await deployments.create(empty)).ended();
  expect(await collect(storageClient(local).storageAccounts.listByResourceGroup('whole'))).toEqual([]);
});

test('a deployment that fails says so in the words of the resource manager, with what was the matter inside', async () => {
  const { deployments } = subscription;
  const request = await requestOf('half', [hub('halfhub'), hub('brokenhub', 'S9')]);

  await expect(deployments.validate(request)).rejects.toThrow(/S9/);
  await expect((await deployments.create(request)).ended()).rejects.toMatchObject({
    reason: { kind: 'operationFailed', code: 'DeploymentFailed', detail: expect.stringMatching(/InvalidSku: .*S9/) },
  });
  const deployment = await deployments.get(request);
  expect(deployment).toMatchObject({ state: 'Failed', fault: { details: [{ code: 'InvalidSku' }] } });
  const failed = (await deployments.steps(request)).filter(({ state }) => state === 'Failed');
  expect(failed).toMatchObject([{ statusCode: 'BadRequest', fault: { code: 'InvalidSku' } }]);
});

test('a deployment that goes on is cancelled, and what it did stays', async () => {
  const { deployments } = subscription;
  const many = { ...hub("[concat('many', copyIndex())]"), copy: { name: 'hubs', count: 20 } };
  const request = await requestOf('stopped', [many]);
  const operation = await deployments.create(request);
  const ended = expect(operation.ended()).rejects.toMatchObject({ reason: { code: 'Canceled' } });
  await deployments.cancel(request);

  await ended;
  expect(await deployments.get(request)).toMatchObject({ state: 'Canceled' });
  await expect(deployments.cancel(request)).rejects.toThrow(/cannot be cancelled/);
});
