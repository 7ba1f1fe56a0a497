import { randomUUID } from 'node:crypto';
import type { ReadyLine } from '../../protocol/localHub.ts';
import type { Log } from '../log.ts';
import type { Part } from '../part.ts';
import type { ServedHubs } from '../servedHubs.ts';
import type { ServedProvisionings } from '../servedProvisionings.ts';
import type { LocalStorage } from '../storage/localStorage.ts';
import { ResourceTable } from '../store/resourceTable.ts';
import { SettingTable } from '../store/settingTable.ts';
import type { Store } from '../store/store.ts';
import type { OpenPort, TlsPorts } from '../tlsPorts.ts';
import { type AccessTokens, hubAudience, provisioningAudience } from '../tokens/accessTokens.ts';
import { storedToken } from '../tokens/storedToken.ts';
import type { ArmContext } from './armRequest.ts';
import { createArmServer } from './armServer.ts';
import { ArmThrottle } from './armThrottle.ts';
import { Operations } from './operations.ts';
import { findGroup, homeGroup, keepHomeGroup, listGroups } from './groups.ts';
import { listDeployments } from './deployments/deploymentRecord.ts';
import { endLostDeployments } from './deployments/runDeployment.ts';
import { findById } from './lookUp.ts';
import { postWithin } from './postWithin.ts';
import { resourceTypes } from './resourceTypes.ts';

export interface ResourceManagerOptions {
  readonly catalogue: Store;
  readonly ports: TlsPorts;
  readonly hubs: ServedHubs;
  readonly provisionings: ServedProvisionings;
  readonly storage: LocalStorage;
  /** True keeps to the limits of the service. */
  readonly isLimited: boolean;
  readonly tokens: AccessTokens;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

type ReadyTokens = Pick<ReadyLine['resourceManager'], 'token' | 'hubToken' | 'provisioningToken'>;

/** Azure Resource Manager for what this process serves, at a port of its own. */
export class ResourceManager implements Part {
  readonly #context: ArmContext;
  readonly #tokens: ReadyTokens;
  readonly #port: OpenPort;

  private constructor(context: ArmContext, tokens: ReadyTokens, port: OpenPort) {
    this.#context = context;
    this.#tokens = tokens;
    this.#port = port;
  }

  /** @throws StartError `portInUse`, and then nothing is left open. */
  static async open(options: ResourceManagerOptions): Promise<ResourceManager> {
    const { catalogue, ports, hubs, provisionings, storage, isLimited, tokens, log, now = Date.now } = options;
    const settings = new SettingTable(catalogue);
    const resources = new ResourceTable(catalogue);
    const complain = (error: unknown) => log.error(`Resource manager: ${describe(error)}`);
    const address = { port: 0 };
    const context: ArmContext = {
      subscriptionId: settings.getOrMake('subscriptionId', randomUUID),
      tenantId: tokens.tenantId,
      get endpoint() {
        return `https://localhost:${address.port}`;
      },
      hubs,
      provisionings,
      storage,
      resources,
      operations: new Operations({ table: resources, now, log: complain }),
      types: resourceTypes,
      post: (path, body) => postWithin(context, path, body),
      now,
    };
    const throttle = new ArmThrottle(isLimited, now);
    const onCommitted = (callback: () => void) => catalogue.onCommitted(callback);

    const port = await ports.open(
      { key: 'resourceManager/' },
      { https: createArmServer({ context, tokens, throttle, onCommitted, log: complain }) },
    );
    address.port = port.number;
    keepHomeGroup(context);
    for (const { name } of listGroups(context)) endLostDeployments(context, listDeployments(context, name));
    await context.operations.endLost(target => isThere(context, target));
    const token = storedToken(catalogue, tokens, 'token', context.endpoint);
    const hubToken = storedToken(catalogue, tokens, 'hubToken', hubAudience);
    const provisioningToken = storedToken(catalogue, tokens, 'provisioningToken', provisioningAudience);
    return new ResourceManager(context, { token, hubToken, provisioningToken }, port);
  }

  get ready(): Pick<ReadyLine, 'resourceManager'> {
    const { endpoint, subscriptionId } = this.#context;
    return { resourceManager: { endpoint, subscriptionId, resourceGroup: homeGroup.name, ...this.#tokens } };
  }

  /** Waits for the operations that it has begun. */
  async close(): Promise<void> {
    await this.#port.close();
    await this.#context.operations.ended();
  }
}

/** A resource or a resource group. */
async function isThere(context: ArmContext, target: string): Promise<boolean> {
  const group = /^\/subscriptions\/[^/]+\/resourceGroups\/(?<name>[^/]+)$/i.exec(target)?.groups?.['name'];
  return (group === undefined ? await findById(context, target) : findGroup(context, group)) !== undefined;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
