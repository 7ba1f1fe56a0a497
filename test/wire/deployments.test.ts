import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import {
  collect,
  deploymentClient,
  groupClient,
  managementClient,
  managerOf,
  rawManagementRequest,
  storageClient,
} from './management.ts';

let local: LocalHub;

beforeAll(async () => {
  local = await LocalHub.start();
});

afterAll(async () => {
  await local[Symbol.asyncDispose]();
});

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A hub, a storage account with containers and a provisioning service that is linked to the hub, as quick starts have them. */
const plant = {
  $schema: schema,
  contentVersion: '1.0.0.0',
  parameters: {
    prefix: { type: 'string', minLength: 3, metadata: { description: 'Of all names.' } },
    location: { type: 'string', defaultValue: '[resourceGroup().location]' },
    units: { type: 'int', defaultValue: 1, allowedValues: [1, 2] },
    withProvisioning: { type: 'bool', defaultValue: true },
    secret: { type: 'securestring', defaultValue: 'unseen' },
  },
  variables: {
    hub: "[format('{0}-hub', parameters('prefix'))]",
    account: "[take(toLower(concat(parameters('prefix'), uniqueString(resourceGroup().id))), 24)]",
    policy: 'iothubowner',
    hubId: "[resourceId('Microsoft.Devices/IotHubs', variables('hub'))]",
    policyId: "[resourceId('Microsoft.Devices/Iothubs/Iothubkeys', variables('hub'), variables('policy'))]",
  },
  resources: [
    {
      type: 'Microsoft.Devices/provisioningServices',
      apiVersion: '2022-02-05',
      condition: "[parameters('withProvisioning')]",
      name: "[concat(parameters('prefix'), '-dps')]",
      location: "[parameters('location')]",
      sku: { name: 'S1', capacity: 1 },
      properties: {
        iotHubs: [
          {
            connectionString:
              "[concat('HostName=', reference(variables('hubId')).hostName, ';SharedAccessKeyName=', variables('policy'), ';SharedAccessKey=', listKeys(variables('policyId'), '2021-07-02').primaryKey)]",
            location: "[parameters('location')]",
          },
        ],
      },
    },
    {
      type: 'Microsoft.Devices/IotHubs',
      apiVersion: '2021-07-02',
      name: "[variables('hub')]",
      location: "[parameters('location')]",
      sku: { name: 'S1', capacity: "[parameters('units')]" },
      tags: { madeBy: '[deployment().name]' },
      resources: [
        {
          type: 'eventHubEndpoints/ConsumerGroups',
          apiVersion: '2021-07-02',
          name: 'events/dashboard',
          dependsOn: ["[variables('hubId')]"],
          properties: { name: 'dashboard' },
        },
      ],
    },
    {
      type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
      apiVersion: '2022-09-01',
      name: "[format('{0}/default/box-{1}', variables('account'), copyIndex(1))]",
      copy: { name: 'boxes', count: 2 },
      dependsOn: ["[variables('account')]"],
    },
    {
      type: 'Microsoft.Storage/storageAccounts',
      apiVersion: '2022-09-01',
      name: "[variables('account')]",
      location: "[parameters('location')]",
      kind: 'StorageV2',
      sku: { name: 'Standard_LRS' },
      properties: { minimumTlsVersion: 'TLS1_2', accessTier: "[if(equals(parameters('units'), 1), 'Hot', 'Cool')]" },
    },
  ],
  outputs: {
    hostName: { type: 'string', value: "[reference(variables('hub')).hostName]" },
    account: { type: 'string', value: "[variables('account')]" },
    names: { type: 'array', value: "[createArray(variables('hub'), variables('account'))]" },
  },
};

const parametersOf = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));

async function deploy(group: string, name: string, template: object, values: Record<string, unknown> = {}) {
  await groupClient(local).resourceGroups.createOrUpdate(group, { location: 'West Europe' });
  const { deployments } = deploymentClient(local);
  const mode = 'Incremental' as const;
  return deployments.createOrUpdate(group, name, {
    properties: { mode, template: { ...template }, parameters: parametersOf(values) },
  });
}

const simple = (resources: readonly object[], more: object = {}) => ({
  $schema: schema,
  contentVersion: '1.0.0.0',
  resources,
  ...more,
});

const account = (name: string) => ({
  type: 'Microsoft.Storage/storageAccounts',
  apiVersion: '2022-09-01',
  name,
  location: 'westeurope',
  kind: 'StorageV2',
  sku: { name: 'Standard_LRS' },
});

const hub = (name: string, more: object = {}) => ({
  type: 'Microsoft.Devices/IotHubs',
  apiVersion: '2023-06-30',
  name,
  location: 'local',
  sku: { name: 'S1', capacity: 1 },
  ...more,
});

test('a template of a plant becomes a hub, a provisioning service and an account that run', async () => {
  const done = await deploy('plant', 'first', plant, { prefix: 'fab' });

  expect(done.properties).toMatchObject({
    provisioningState: 'Succeeded',
    mode: 'Incremental',
    parameters: { prefix: { type: 'String', value: 'fab' }, secret: { type: 'SecureString' } },
    outputs: { hostName: { type: 'string', value: expect.stringMatching(/^localhost:\d+$/) } },
  });
  expect(done.properties?.duration).toMatch(/^PT[\d.]+S$/);
  expect(done.properties?.outputResources).toHaveLength(6);
  expect(JSON.stringify(done)).not.toContain('unseen');
  const { iotHubResource } = managementClient(local);
  expect(await iotHubResource.get('plant', 'fab-hub')).toMatchObject({
    location: 'westeurope',
    tags: { madeBy: 'first' },
  });
  const groups = await collect(iotHubResource.listEventHubConsumerGroups('plant', 'fab-hub', 'events'));
  expect(groups.map(({ name }) => name)).toEqual(['$Default', 'dashboard']);
  const outputs = done.properties?.outputs as { account: { value: string } };
  const { blobContainers, storageAccounts } = storageClient(local);
  const containers = await collect(blobContainers.list('plant', outputs.account.value));
  expect(containers.map(({ name }) => name)).toEqual(['box-1', 'box-2']);
  const { keys } = await storageAccounts.listKeys('plant', outputs.account.value);
  const endpoint = `BlobEndpoint=${local.ready.storage.blobEndpoint.replace('localhub', outputs.account.value)}`;
  const trusting: object = { tlsOptions: { ca: local.ca } };
  const blobs = BlobServiceClient.fromConnectionString(
    `DefaultEndpointsProtocol=https;AccountName=${outputs.account.value};AccountKey=${keys?.[0]?.value};${endpoint}`,
    trusting,
  );
  expect(await collect(blobs.listContainers())).toHaveLength(2);
  const provisioned = await groupClient(local).resources.getById(
    `/subscriptions/${managerOf(local).subscriptionId}/resourceGroups/plant/providers/Microsoft.Devices/provisioningServices/fab-dps`,
    '2026-08-31',
  );
  expect(provisioned.properties).toMatchObject({
    iotHubs: [{ hostName: outputs && (await iotHubResource.get('plant', 'fab-hub')).properties?.hostName }],
  });

  const { deployments, deploymentOperations } = deploymentClient(local);
  const operations = await collect(deploymentOperations.list('plant', 'first'));
  expect(operations.map(({ properties }) => properties?.provisioningState)).toEqual(Array(6).fill('Succeeded'));
  expect(await deploymentOperations.get('plant', 'first', operations[0]?.operationId ?? '')).toEqual(operations[0]);
  expect((await collect(deployments.listByResourceGroup('plant'))).map(({ name }) => name)).toEqual(['first']);
  expect((await deployments.exportTemplate('plant', 'first')).template).toMatchObject({ resources: expect.any(Array) });
  expect(await deployments.checkExistence('plant', 'first')).toBeTruthy();

  const again = {
    properties: {
      mode: 'Incremental' as const,
      template: { ...plant },
      parameters: parametersOf({ prefix: 'fab', units: 2 }),
    },
  };
  const preview = await deployments.whatIf('plant', 'second', again);
  const changes = new Map(preview.changes?.map(change => [change.resourceId?.split('/').at(-1), change]));
  expect(changes.get('fab-hub')).toMatchObject({ changeType: 'Modify' });
  expect(changes.get('fab-hub')?.delta).toEqual(
    expect.arrayContaining([expect.objectContaining({ path: 'sku.capacity', before: 1, after: 2 })]),
  );

  await deployments.delete('plant', 'first');
  expect(await collect(deployments.listByResourceGroup('plant'))).toEqual([]);
  expect(await iotHubResource.get('plant', 'fab-hub')).toBeTruthy();
});

test('a complete deployment leaves nothing else in its group, and its preview says so', async () => {
  await deploy('whole', 'both', simple([account('wholeone'), account('wholetwo')]));
  const { deployments } = deploymentClient(local);
  const properties = { mode: 'Complete' as const, template: simple([account('wholetwo')]) };

  const { changes } = await deployments.whatIf('whole', 'one', { properties });
  expect(changes).toMatchObject([{ changeType: 'NoChange' }, { changeType: 'Delete' }]);
  await deployments.createOrUpdate('whole', 'one', { properties });

  const { storageAccounts } = storageClient(local);
  expect((await collect(storageAccounts.listByResourceGroup('whole'))).map(({ name }) => name)).toEqual(['wholetwo']);
});

test('a deployment that fails half-way says what failed inside, keeps what was done, and does not begin what depends on it', async () => {
  const broken = hub('half-broken', { dependsOn: ['half-done'], sku: { name: 'S9' } });
  const failing = deploy(
    'half',
    'half',
    simple([hub('half-done'), broken, hub('half-never', { dependsOn: ['half-broken'] })]),
  );

  await expect(failing).rejects.toThrow(/At least one resource deployment operation failed/);
  const { deployments, deploymentOperations } = deploymentClient(local);
  const { properties } = await deployments.get('half', 'half');
  expect(properties).toMatchObject({
    provisioningState: 'Failed',
    error: {
      code: 'DeploymentFailed',
      details: [{ code: 'InvalidSku', target: expect.stringContaining('half-broken') }],
    },
  });
  const operations = await collect(deploymentOperations.list('half', 'half'));
  expect(
    operations.map(({ properties: each }) => [each?.targetResource?.resourceName, each?.provisioningState]),
  ).toEqual(
    expect.arrayContaining([
      ['half-done', 'Succeeded'],
      ['half-broken', 'Failed'],
    ]),
  );
  const { iotHubResource } = managementClient(local);
  expect((await collect(iotHubResource.listByResourceGroup('half'))).map(({ name }) => name)).toEqual(['half-done']);
});

describe('a template is refused', () => {
  const refused = account('refused1');

  test.each<[string, object, RegExp]>([
    ['without a parameter that it needs', simple([], { parameters: { a: { type: 'string' } } }), /'a' is not provided/],
    ['with a function that is not known', simple([{ ...refused, name: "[nonsense('x')]" }]), /'nonsense'/],
    ['with an expression that is none', simple([{ ...refused, name: "[concat('x']" }]), /not valid/],
    ['of a type that is not served', simple([{ ...refused, type: 'Microsoft.Web/sites' }]), /Microsoft\.Web\/sites/],
    ['that waits for what it has not', simple([{ ...refused, dependsOn: ['other'] }]), /'other'/],
    [
      'in which resources wait for each other',
      simple([
        { ...refused, dependsOn: ['refused2'] },
        { ...refused, name: 'refused2', dependsOn: ['refused1'] },
      ]),
      /Circular dependency/,
    ],
    ['with the same resource twice', simple([refused, refused]), /multiple times/],
  ])('%s', async (_, template, message) => {
    const asked = deploymentClient(local).deployments.createOrUpdate('local', 'refused', {
      properties: { mode: 'Incremental', template: { ...template } },
    });

    await expect(asked).rejects.toMatchObject({ statusCode: 400, code: 'InvalidTemplate' });
    await expect(asked).rejects.toThrow(message);
  });

  test('at its validation, by what its providers say', async () => {
    const path =
      '/subscriptions/{s}/resourceGroups/local/providers/Microsoft.Resources/deployments/checked/validate?api-version=2026-06-01';
    const bad = { ...refused, name: 'Not-Valid' };
    const body = (resource: object) =>
      JSON.stringify({ properties: { mode: 'Incremental', template: simple([resource]) } });

    const answer = await rawManagementRequest(local, path, { method: 'POST', body: body(bad) });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({
      error: { code: 'InvalidTemplateDeployment', details: [{ code: 'AccountNameInvalid' }] },
    });
    const good = await deploymentClient(local).deployments.validate('local', 'checked', {
      properties: { mode: 'Incremental', template: simple([refused]) },
    });
    expect(good).toMatchObject({ properties: { provisioningState: 'Succeeded' } });
  });
});

test('a deployment that has ended cannot be cancelled', async () => {
  await deploy('ended', 'empty', simple([]));

  await expect(deploymentClient(local).deployments.cancel('ended', 'empty')).rejects.toMatchObject({
    statusCode: 409,
    code: 'DeploymentCannotBeCancelled',
  });
});

test('a deployment that is killed in the middle has failed, what it did stays, and deployed again it ends', async () => {
  await using folder = await temporaryFolder();
  const before = await LocalHub.start({ data: folder.path });
  const template = simple([hub("[concat('many-', copyIndex())]", { copy: { name: 'hubs', count: 8 } })]);
  const path = '/subscriptions/{s}/resourceGroups/local/providers/Microsoft.Resources/deployments/many';
  const operationsPath = '/subscriptions/{s}/resourceGroups/local/deployments/many/operations';
  const version = 'api-version=2026-06-01';
  const body = JSON.stringify({ properties: { mode: 'Incremental', template } });
  expect((await rawManagementRequest(before, `${path}?${version}`, { method: 'PUT', body })).status).toBe(201);
  const operations = async () => {
    const { text } = await rawManagementRequest(before, `${operationsPath}?${version}`);
    return (JSON.parse(text) as { value: unknown[] }).value.length;
  };
  await expect.poll(operations, { timeout: 60_000 }).toBeGreaterThan(0);
  await before.end('SIGKILL');

  await using after = await LocalHub.start({ data: folder.path });
  const { deployments } = deploymentClient(after);
  const { properties } = await deployments.get('local', 'many');
  expect(properties).toMatchObject({
    provisioningState: 'Failed',
    error: { details: [{ code: 'OperationInterrupted' }] },
  });
  const served = await collect(managementClient(after).iotHubResource.listBySubscription());
  expect(served.length).toBeGreaterThan(1);
  await deployments.createOrUpdate('local', 'many', { properties: { mode: 'Incremental', template } });
  expect(await collect(managementClient(after).iotHubResource.listBySubscription())).toHaveLength(9);
}, 120_000);
