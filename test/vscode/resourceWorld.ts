import assert from 'node:assert/strict';
import { Operations } from '../../src/ui/support/azure/operations.ts';
import { localScope, type ResourceScope } from '../../src/ui/support/azure/resourceScope.ts';
import type { Services } from '../../src/ui/support/services.ts';
import { Waits } from '../../src/ui/support/hub/waits.ts';
import { HubWorld } from './hubWorld.ts';

/** A person with the resource manager of their local hub, and what commands of the Resources view work with. */
export class ResourceWorld implements AsyncDisposable {
  readonly services: Services;

  private constructor(
    readonly world: HubWorld,
    readonly scope: ResourceScope,
    private readonly operations: Operations,
    more: object,
  ) {
    const { localHub, log, hubs, provisioningServices } = world;
    const parts = {
      localHub,
      hubs,
      provisioningServices,
      log,
      operations,
      waits: new Waits(log),
      resourceTree: { refresh: () => undefined },
      hubTree: { refresh: () => undefined },
      provisioningTree: { refresh: () => undefined, nodeOf: () => ({ linkedHubs: undefined }) },
      azureAccounts: world.accounts,
      ...more,
    };
    this.services = parts as unknown as Services;
  }

  /** @param more parts, such as documents that are kept instead of shown. */
  static async start(more: object = {}): Promise<ResourceWorld> {
    return ResourceWorld.of(await HubWorld.start(), more);
  }

  /** With a local hub that runs already. */
  static of(world: HubWorld, more: object = {}): ResourceWorld {
    const scope = localScope(world.localHub);
    assert.ok(scope);
    const { localHub, accounts: azureAccounts, log, state } = world;
    return new ResourceWorld(world, scope, new Operations({ localHub, azureAccounts, log }, state), more);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.operations.dispose();
    await this.world[Symbol.asyncDispose]();
  }
}
