import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
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
export class AzureWorld implements AsyncDisposable {
  readonly subscriptions: AzureSubscriptions;
  readonly view = new AzureHubView(new MemoryState());
  readonly node: AzureNode;

  private constructor(
    readonly world: HubWorld,
    readonly accounts: TestAccounts,
    readonly azure: LocalHubProcess,
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

  /** @param provisioning names of provisioning services. */
  static async start(provisioning: readonly string[] = []): Promise<AzureWorld> {
    const accounts = new TestAccounts();
    const world = await HubWorld.make(accounts);
    const folder = await mkdtemp(join(tmpdir(), 'azure-world-'));
    const scriptFile = vscode.Uri.joinPath(extensionUnderTest().extensionUri, 'dist', 'localHub.js').fsPath;
    const azure = await launchLocalHub({
      scriptFile,
      dataFolder: folder,
      hubs: ['contoso'],
      dps: provisioning,
      log: () => undefined,
    });
    await set('resourceManager', azure.ready.resourceManager.endpoint);
    await set('authorityFile', azure.ready.caFile);
    return new AzureWorld(world, accounts, azure, folder);
  }

  /** An account with tokens for the resource manager and, unless said otherwise, for hubs and provisioning services. */
  account(label: string, { forHubs = true, closedTenants = [] as readonly string[] } = {}) {
    const { endpoint, token, hubToken, provisioningToken } = this.azure.ready.resourceManager;
    const tokens = {
      [`${endpoint}/.default`]: token,
      ...(forHubs
        ? {
            'https://iothubs.azure.net/.default': hubToken,
            'https://azure-devices-provisioning.net/.default': provisioningToken,
          }
        : {}),
    };
    return { label, tokens, closedTenants };
  }

  /** What nobody may find anywhere. */
  get secrets(): readonly string[] {
    const { token, hubToken, provisioningToken } = this.azure.ready.resourceManager;
    return [token, hubToken, provisioningToken];
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

export function set(name: string, value: unknown): Thenable<void> {
  return vscode.workspace.getConfiguration('iotHub.azure').update(name, value, vscode.ConfigurationTarget.Global);
}
