import { rm } from 'node:fs/promises';
import { AzureAccounts } from '../../src/ui/support/azure/azureAccounts.ts';
import { AzureSubscriptions } from '../../src/ui/support/azure/azureSubscriptions.ts';
import { AzureNode } from '../../src/ui/tree/azure/azureNode.ts';
import { MessageNode } from '../../src/ui/tree/messageNode.ts';
import { set } from './azureWorld.ts';
import { MemoryState } from './memory.ts';
import { TenantServer } from './tenantServer.ts';
import { TestAccounts } from './testAccounts.ts';

const { signal } = new AbortController();

/** Somebody who may sign in, and a resource manager with tenants. */
export class SignInWorld implements AsyncDisposable {
  readonly state = new MemoryState();
  readonly accounts = new TestAccounts();
  readonly azure = new AzureAccounts(this.state, this.accounts);
  #subscriptions = new AzureSubscriptions(this.azure, this.state);

  private constructor(readonly server: TenantServer) {}

  static async open(): Promise<SignInWorld> {
    const server = await TenantServer.open();
    await set('resourceManager', server.address);
    await set('authorityFile', server.authorityFile);
    return new SignInWorld(server);
  }

  get subscriptions(): AzureSubscriptions {
    return this.#subscriptions;
  }

  /** An account with a token of its own, by which the server knows it. */
  account(label: string, more: { readonly closedTenants?: readonly string[]; readonly met?: string } = {}) {
    return { label, tokens: { [`${this.server.address}/.default`]: label }, perTenant: true, ...more };
  }

  /** The rows under Azure: what they say, with the tenant of a subscription, and where a click leads. */
  async rows(): Promise<readonly (readonly unknown[])[]> {
    return (await this.node().children(signal)).map(row => [row.item().label, row.item().command?.command]);
  }

  node(): AzureNode {
    return new AzureNode(
      this.subscriptions,
      (parent, { displayName, tenant }) =>
        new MessageNode(parent, { text: `${displayName} in ${tenant.displayName}`, icon: 'key' }),
      () => undefined,
    );
  }

  /** Forgets what only this window knows. */
  openNextWindow(): void {
    this.#subscriptions.dispose();
    this.#subscriptions = new AzureSubscriptions(this.azure, this.state);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of [this.subscriptions, this.azure, this.accounts]) one.dispose();
    for (const name of ['resourceManager', 'authorityFile', 'signInWith', 'identityPluginFolder'])
      await set(name, undefined);
    await this.server[Symbol.asyncDispose]();
    await rm(this.server.authorityFile, { force: true });
  }
}
