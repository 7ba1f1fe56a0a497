import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { AzureSubscriptions } from '../../src/ui/support/azure/azureSubscriptions.ts';
import type { ResourceScope } from '../../src/ui/support/azure/resourceScope.ts';
import { StorageAccountNode } from '../../src/ui/tree/resources/storageAccountNode.ts';
import { SubscriptionNode } from '../../src/ui/tree/resources/subscriptionNode.ts';
import { set } from './azureWorld.ts';
import { HubWorld } from './hubWorld.ts';
import { QuickAnswers } from './quickAnswers.ts';
import { ResourceWorld } from './resourceWorld.ts';
import { TenantServer } from './tenantServer.ts';
import { TestAccounts } from './testAccounts.ts';

const group = '/subscriptions/doors/resourceGroups/plants';
const page = (resourceId: string) => `https://portal.contoso.com/#@one/resource${resourceId}`;

/** A subscription, and a storage account in it. */
function rowsIn(scope: ResourceScope) {
  const subscription = new SubscriptionNode(undefined, scope, () => undefined);
  const resource = {
    id: `${group}/providers/Microsoft.Storage/storageAccounts/exports`,
    name: 'exports',
    type: 'Microsoft.Storage/storageAccounts',
    location: 'westeurope',
    tags: {},
  };
  const place = { name: 'exports', resourceGroup: 'plants' };
  return [subscription, new StorageAccountNode(subscription, scope, place, resource, () => undefined)] as const;
}

suite('the portal', () => {
  let server: TenantServer;
  let accounts: TestAccounts;
  let world: HubWorld;
  let subscriptions: AzureSubscriptions;
  let resources: ResourceWorld;
  let opened: string[];
  const { openExternal } = vscode.env;

  suiteSetup(async () => {
    server = await TenantServer.open();
    server.tenants = [{ tenantId: 'one', displayName: 'Contoso', subscriptions: { ada: ['doors'] } }];
    await set('resourceManager', server.address);
    await set('authorityFile', server.authorityFile);
    accounts = new TestAccounts();
    accounts.signIn({ label: 'ada', tokens: { [`${server.address}/.default`]: 'ada' }, perTenant: true });
    world = await HubWorld.make(accounts);
    await world.localHub.start();
    subscriptions = new AzureSubscriptions(world.accounts, world.state);
    resources = ResourceWorld.of(world, { azureSubscriptions: subscriptions });
    // A test window has no browser.
    Object.assign(vscode.env, { openExternal: async (uri: vscode.Uri) => opened.push(uri.toString(true)) > 0 });
  });
  suiteTeardown(async () => {
    Object.assign(vscode.env, { openExternal });
    subscriptions.dispose();
    await resources[Symbol.asyncDispose]();
    accounts.dispose();
    for (const name of ['resourceManager', 'authorityFile']) await set(name, undefined);
    await server[Symbol.asyncDispose]();
    await rm(server.authorityFile, { force: true });
  });
  setup(() => {
    opened = [];
  });

  const inAzure = async () => (await subscriptions.shown())[0] ?? assert.fail();

  test('is that of the cloud, and opens at a hub and at a provisioning service of their tenant', async () => {
    const subscription = await inAzure();
    const hubId = `${group}/providers/Microsoft.Devices/IotHubs/gates`;
    const listed = {
      name: 'gates',
      resourceGroup: 'plants',
      location: 'westeurope',
      state: 'Active',
      localAuthDisabled: false,
    };
    const hostName = 'gates.azure-devices.net';
    const hub = world.azureHubs.of({ ...listed, id: hubId, hostName, sku: 'S1', units: 1, document: {} }, subscription);
    await resources.run('iotHub.openInPortal', { hub });
    const serviceId = `${group}/providers/Microsoft.Devices/provisioningServices/gates`;
    const service = world.provisioningServices.azure.of(
      { ...listed, id: serviceId, hostName, idScope: '0ne' },
      subscription,
    );
    await resources.run('iotHub.openInPortal', { service });

    assert.deepEqual(opened, [page(hubId), page(serviceId)]);
  });

  test('opens at a subscription and at what is in it, whose rows offer it', async () => {
    const rows = rowsIn(await inAzure());
    for (const row of rows) await resources.run('iotHub.openInPortal', row);

    assert.deepEqual(opened, [page('/subscriptions/doors'), page(rows[1].resourceId)]);
    assert.deepEqual(
      rows.map(row => row.item().contextValue),
      ['subscription.azure', 'storageAccount.azure'],
    );
  });

  test('is not offered for what is on this machine, and says so to who asks all the same', async () => {
    using answers = new QuickAnswers();
    const rows = rowsIn(resources.scope);
    for (const node of [...rows, { hub: world.hub }]) await resources.run('iotHub.openInPortal', node);

    assert.deepEqual(opened, []);
    assert.deepEqual(
      rows.map(row => row.item().contextValue),
      ['subscription', 'storageAccount'],
    );
    assert.deepEqual(
      answers.told.map(
        text => /^The portal has no page of (?<name>.+): it is on this machine/.exec(text)?.groups?.['name'],
      ),
      ['This machine', 'exports', world.hub.name],
    );
  });

  test('of a resource manager that names none is told to be missing', async () => {
    using answers = new QuickAnswers();
    const [row] = rowsIn(await inAzure());
    const { state } = world.localHub;
    assert.ok(state.kind === 'running');
    const { address, ca = '' } = state.resources.management;
    await vscode.workspace.fs.writeFile(vscode.Uri.file(server.authorityFile), Buffer.from(ca));
    await set('resourceManager', address);
    await resources.run('iotHub.openInPortal', row);

    assert.match(answers.told[0] ?? '', /^Open in Portal: .*does not describe its clouds\.$/);
  });
});
