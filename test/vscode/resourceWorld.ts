import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { allCommands } from '../../src/ui/commands/allCommands.ts';
import { runCommand } from '../../src/ui/commands/command.ts';
import { Operations } from '../../src/ui/support/azure/operations.ts';
import { localScope, type ResourceScope } from '../../src/ui/support/azure/resourceScope.ts';
import { EnrollmentCertificates } from '../../src/ui/support/provisioning/enrollmentCertificates.ts';
import { tellStoppedMachines } from '../../src/ui/support/azure/tellStoppedMachines.ts';
import type { Services } from '../../src/ui/support/services.ts';
import { Waits } from '../../src/ui/support/hub/waits.ts';
import { HubWorld } from './hubWorld.ts';

/** A person with the resource manager of their local hub, and what commands of the Resources view work with. */
export class ResourceWorld implements AsyncDisposable {
  readonly services: Services;
  readonly #telling: vscode.Disposable;

  private constructor(
    readonly world: HubWorld,
    readonly operations: Operations,
    more: object,
  ) {
    const { localHub, log, hubs, provisioningServices, state, accounts: azureAccounts } = world;
    const parts = {
      context: { globalState: state },
      localHub,
      azureAccounts,
      hubs,
      provisioningServices,
      log,
      operations,
      waits: new Waits(log),
      resourceTree: { refresh: () => undefined },
      hubTree: { refresh: () => undefined },
      provisioningTree: { refresh: () => undefined, nodeOf: () => ({ linkedHubs: undefined }) },
      enrollmentCertificates: new EnrollmentCertificates(world.secrets),
      ...more,
    };
    this.services = parts as unknown as Services;
    this.#telling = tellStoppedMachines(this.services);
  }

  /** @param more parts, such as documents that are kept instead of shown. */
  static async start(more: object = {}): Promise<ResourceWorld> {
    return ResourceWorld.of(await HubWorld.start(), more);
  }

  /** With a local hub that runs already. */
  static of(world: HubWorld, more: object = {}): ResourceWorld {
    return new ResourceWorld(world, new Operations(world.operationParts(), world.state), more);
  }

  /** The subscription of this machine, as it can be reached now. */
  get scope(): ResourceScope {
    return localScope(this.world.localHub) ?? assert.fail('The local hub does not run.');
  }

  /** Runs a command as the palette does, or a row if one is given. */
  async run(id: string, ...args: readonly unknown[]): Promise<void> {
    const command = allCommands.find(one => one.id === id);
    assert.ok(command, id);
    await runCommand(this.services, command, args);
  }

  /** Has the commands that commands run be of this person, too, until it is disposed. */
  ownCommands(): Disposable {
    const { executeCommand } = vscode.commands;
    const own = async (id: string, ...args: unknown[]) =>
      allCommands.some(command => command.id === id) ? this.run(id, ...args) : executeCommand(id, ...args);
    Object.assign(vscode.commands, { executeCommand: own });
    return { [Symbol.dispose]: () => void Object.assign(vscode.commands, { executeCommand }) };
  }

  /** Makes a resource group, and gives what its row carries. */
  async group(name: string, tags: Readonly<Record<string, string>> = {}) {
    await this.scope.resources.groups.create({ name, location: 'westeurope', tags });
    return { scope: this.scope, groupName: name };
  }

  /** The titles of what the resource manager was asked to do, each with what came of it. */
  get ended(): readonly string[] {
    return this.operations.list().map(({ title, endedMs, failure = 'done' }) => `${title}: ${endedMs ? failure : '…'}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#telling.dispose();
    this.operations.dispose();
    await this.world[Symbol.asyncDispose]();
  }
}
