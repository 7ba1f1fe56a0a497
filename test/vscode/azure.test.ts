import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { SignInError } from '../../src/domain/signInError.ts';
import { type LocalHubProcess, launchLocalHub } from '../../src/localHub/launch.ts';
import { AzureHubView } from '../../src/ui/support/azure/azureHubView.ts';
import { AzureSubscriptions } from '../../src/ui/support/azure/azureSubscriptions.ts';
import { AzureNode } from '../../src/ui/tree/azure/azureNode.ts';
import { HubSubscriptionNode } from '../../src/ui/tree/azure/hubSubscriptionNode.ts';
import { HubNode } from '../../src/ui/tree/hubNode.ts';
import type { TreeNode } from '../../src/ui/tree/treeNode.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { HubWorld } from './hubWorld.ts';
import { MemoryState } from './memory.ts';
import { TestAccounts } from './testAccounts.ts';

const { signal } = new AbortController();

/** A person with the resource manager of a local hub in the place of Azure's: nothing else is different. */
class AzureWorld implements AsyncDisposable {
  readonly subscriptions: AzureSubscriptions;
  readonly view = new AzureHubView(new MemoryState());
  readonly node: AzureNode;

  private constructor(
    readonly world: HubWorld,
    readonly accounts: TestAccounts,
    private readonly azure: LocalHubProcess,
    private readonly folder: string,
  ) {
    this.subscriptions = new AzureSubscriptions(world.accounts, world.state);
    const nodeOf = (hub: HubNode['hub'], parent: TreeNode) =>
      new HubNode(hub, world.nodeParts(), () => undefined, parent);
    const parts = { azureHubs: world.azureHubs, azureHubView: this.view, nodeOf };
    this.node = new AzureNode(
      this.subscriptions,
      (parent, subscription) => new HubSubscriptionNode(parent, subscription, parts),
      () => undefined,
    );
  }

  static async start(): Promise<AzureWorld> {
    const accounts = new TestAccounts();
    const world = await HubWorld.make(accounts);
    const folder = await mkdtemp(join(tmpdir(), 'azure-world-'));
    const scriptFile = vscode.Uri.joinPath(extensionUnderTest().extensionUri, 'dist', 'localHub.js').fsPath;
    const azure = await launchLocalHub({ scriptFile, dataFolder: folder, hubs: ['contoso'], log: () => undefined });
    await set('resourceManager', azure.ready.resourceManager.endpoint);
    await set('authorityFile', azure.ready.caFile);
    return new AzureWorld(world, accounts, azure, folder);
  }

  /** An account with tokens for the resource manager and, unless said otherwise, for hubs. */
  account(label: string, { forHubs = true, closedTenants = [] as readonly string[] } = {}) {
    const { endpoint, token, hubToken } = this.azure.ready.resourceManager;
    const tokens = {
      [`${endpoint}/.default`]: token,
      ...(forHubs ? { 'https://iothubs.azure.net/.default': hubToken } : {}),
    };
    return { label, tokens, closedTenants };
  }

  /** What nobody may find anywhere. */
  get secrets(): readonly string[] {
    const { token, hubToken } = this.azure.ready.resourceManager;
    return [token, hubToken];
  }

  async rows(node: TreeNode = this.node): Promise<readonly TreeNode[]> {
    return (await node.children?.(signal)) ?? [];
  }

  async labels(node: TreeNode = this.node): Promise<readonly unknown[]> {
    return (await this.rows(node)).map(row => row.item().label);
  }

  /** The node of the only subscription. */
  async subscription(): Promise<TreeNode> {
    const [subscription] = await this.rows();
    assert.ok(subscription);
    return subscription;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await set('resourceManager', undefined);
    await set('authorityFile', undefined);
    this.subscriptions.dispose();
    this.view.dispose();
    this.accounts.dispose();
    await this.world[Symbol.asyncDispose]();
    await this.azure.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function set(name: string, value: unknown): Thenable<void> {
  return vscode.workspace.getConfiguration('iotHub.azure').update(name, value, vscode.ConfigurationTarget.Global);
}

suite('Azure', () => {
  let azure: AzureWorld;

  suiteSetup(async () => {
    azure = await AzureWorld.start();
  });
  suiteTeardown(() => azure[Symbol.asyncDispose]());
  setup(() => {
    azure.accounts.signOut();
    azure.node.forget();
  });

  test('who is signed out is led to the sign-in', async () => {
    const [row] = await azure.rows();

    assert.equal(row?.item().label, 'You are signed out. Sign in to Azure…');
    assert.equal(row.item().command?.command, 'iotHub.signInToAzure');
  });

  test('who signs in sees Azure from then on, and who does not want to is not told of a failure', async () => {
    assert.equal(azure.world.accounts.isUsed, false);
    azure.accounts.next = undefined;
    await assert.rejects(azure.world.accounts.signIn(), vscode.CancellationError);

    azure.accounts.next = azure.account('ada@contoso.com');
    await azure.world.accounts.signIn();
    azure.node.forget();
    assert.equal(azure.world.accounts.isUsed, true);
    assert.deepEqual(await azure.labels(), ['This machine']);
    assert.equal(azure.node.item().description, 'ada@contoso.com');
    azure.accounts.next = undefined;
  });

  test('a tenant that wants a sign-in of its own has a row that leads to it', async () => {
    azure.accounts.signIn(azure.account('ada@contoso.com'));
    const { subscriptions } = await azure.subscriptions.directory(signal);
    const tenantId = subscriptions[0]?.tenant.tenantId ?? '';
    azure.accounts.signOut();
    azure.accounts.signIn(azure.account('bob@contoso.com', { closedTenants: [tenantId] }));
    azure.node.forget();

    const [row] = await azure.rows();
    assert.equal(row?.item().label, 'Sign in to This machine…');
    assert.deepEqual(row.item().command?.arguments, [{ tenantId }]);
  });

  test('two accounts that see the same subscription see it once', async () => {
    azure.accounts.signIn(azure.account('ada@contoso.com'));
    azure.accounts.signIn(azure.account('bob@contoso.com'));
    azure.node.forget();

    assert.deepEqual(await azure.labels(), ['This machine']);
    assert.equal(azure.node.item().description, 'ada@contoso.com, bob@contoso.com');
  });

  test('the subscriptions that somebody chose are remembered', async () => {
    azure.accounts.signIn(azure.account('ada@contoso.com'));
    await azure.subscriptions.choose([]);
    azure.node.forget();
    assert.deepEqual(await azure.labels(), ['No subscription is chosen. Choose…']);
    assert.deepEqual([...(new AzureSubscriptions(azure.world.accounts, azure.world.state).chosen ?? ['none'])], []);

    await azure.subscriptions.choose();
    azure.node.forget();
    assert.deepEqual(await azure.labels(), ['This machine']);
  });

  test('the hubs of a subscription are listed, filtered by name and grouped by resource group', async () => {
    azure.accounts.signIn(azure.account('ada@contoso.com'));
    azure.node.forget();
    const subscription = await azure.subscription();
    assert.deepEqual(await azure.labels(subscription), ['contoso']);

    await azure.view.setNameFilter('door');
    const [none] = await azure.rows(subscription);
    assert.equal(none?.item().command?.command, 'iotHub.filterAzureHubs');
    await azure.view.setNameFilter('CONT');
    assert.deepEqual(await azure.labels(subscription), ['contoso']);
    await azure.view.setNameFilter('');

    await set('groupByResourceGroup', true);
    const [group] = await azure.rows(subscription);
    assert.ok(group);
    assert.deepEqual([group.item().label, await azure.labels(group)], ['local', ['contoso']]);
    await set('groupByResourceGroup', undefined);
  });

  test('a hub of Azure is used as any other, without a key, and is known after a restart', async () => {
    azure.accounts.signIn(azure.account('ada@contoso.com'));
    azure.node.forget();
    const [node] = await azure.rows(await azure.subscription());
    assert.ok(node instanceof HubNode);
    assert.equal(node.item().contextValue, 'hub.azure');
    assert.equal(node.item().description, 'Azure, with Entra ID');

    const { client } = await node.hub.connect();
    await client.createDevice('door-017');
    assert.equal((await client.getTwin('door-017')).deviceId, 'door-017');
    assert.deepEqual(await azure.labels(node), [
      'Statistics',
      'Devices',
      'Queries',
      'Methods',
      'Certificates',
      'Shared Access Policies',
      'Consumer Groups',
    ]);
    assert.ok(azure.world.hubs.list().includes(node.hub));
    assert.equal(azure.world.hubs.get(node.hub.id), node.hub);
  });

  test('who is signed out is told so by a hub that was used before', async () => {
    azure.accounts.signIn(azure.account('ada@contoso.com'));
    azure.node.forget();
    const [node] = await azure.rows(await azure.subscription());
    assert.ok(node instanceof HubNode);
    azure.accounts.signOut();

    await assert.rejects(node.hub.connect(), SignInError);
  });

  test('no token is in the state, in the secrets or in the settings', async () => {
    const kept = azure.world.state.text + JSON.stringify([...azure.world.secrets.values]);
    const settings = JSON.stringify(vscode.workspace.getConfiguration('iotHub'));

    assert.match(kept, /azure\.used/);
    for (const secret of azure.secrets) assert.ok(!`${kept}${settings}`.includes(secret));
  });
});
