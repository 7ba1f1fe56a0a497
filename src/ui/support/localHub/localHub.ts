import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { givenToken } from '../../../azure/tokenSource.ts';
import type { ManagementEndpoint, StorageEndpoint } from '../../../azure/endpoint.ts';
import { Secret } from '../../../domain/secret.ts';
import { type Exit, type LocalHubProcess, launchLocalHub } from '../../../localHub/launch.ts';
import type { ReadyLine, Tier } from '../../../protocol/localHub.ts';
import { localHubLatencies } from './localHubLatencies.ts';
import { localHubTier } from './localHubTier.ts';
import { localStock } from './localStock.ts';
import { logText } from '../showFailure.ts';

export type LocalHubState =
  /** `lastWords`: why it stopped, if it was not asked to. */
  | { readonly kind: 'stopped'; readonly lastWords?: string }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'running';
      readonly hubs: ReadonlyMap<string, RunningLocalHub>;
      readonly provisioning: ReadonlyMap<string, RunningLocalProvisioning>;
      /** To hubs, by name: with which the process was started. */
      readonly latenciesMs: ReadonlyMap<string, number | undefined>;
      readonly resources: LocalResources;
      /** Blob storage, for imports and exports. */
      readonly storage: StorageEndpoint;
    }
  | { readonly kind: 'stopping' };

/** One hub of the local hub while it runs. */
export interface RunningLocalHub {
  readonly connectionString: string;
  /** The authority of its certificate, PEM. */
  readonly ca: string;
  /** Whose limits it keeps to. */
  readonly tier: Tier;
  readonly units: number;
  readonly resources: LocalResources;
}

/** The resource manager of the local hub while it runs. The token is here and nowhere else. */
export interface LocalResources {
  readonly management: ManagementEndpoint;
  readonly subscriptionId: string;
  /** The group of the hubs that were made by name. */
  readonly resourceGroup: string;
}

/** One provisioning service of the local hub while it runs. */
export interface RunningLocalProvisioning extends Pick<RunningLocalHub, 'connectionString' | 'ca' | 'resources'> {
  readonly idScope: string;
  /** To hubs, by their host names in lower case. */
  readonly latenciesMs: ReadonlyMap<string, number>;
}

/** What the local hub needs of the extension: where its script is, where its data goes, where its names are kept. */
type LocalHubContext = Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'globalState'>;

const namesKey = 'localHub.names';
const provisioningNamesKey = 'localHub.provisioningNames';
const firstName = 'contoso';

/** The local hub's process, of which there is at most one, and the names of the hubs that it serves. */
export class LocalHub implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #context: LocalHubContext;
  readonly #log: vscode.LogOutputChannel;
  #state: LocalHubState = { kind: 'stopped' };
  #process: LocalHubProcess | undefined;
  #starting: AbortController | undefined;
  /** Stocks are taken one after the other, so that the last one is the newest. */
  #stocking: Promise<void> = Promise.resolve();

  /** Fires when the state or the names change. */
  readonly onDidChange = this.#changed.event;

  constructor(context: LocalHubContext, log: vscode.LogOutputChannel) {
    this.#context = context;
    this.#log = log;
  }

  get state(): LocalHubState {
    return this.#state;
  }

  /** The hubs that were made here, also those of an earlier time. */
  get names(): readonly string[] {
    return this.#context.globalState.get<readonly string[]>(namesKey, []);
  }

  async setNames(names: readonly string[]): Promise<void> {
    await this.#context.globalState.update(namesKey, names);
    this.#changed.fire();
  }

  /** The provisioning services that were made here, each linked to all local hubs. */
  get provisioningNames(): readonly string[] {
    return this.#context.globalState.get<readonly string[]>(provisioningNamesKey, []);
  }

  async setProvisioningNames(names: readonly string[]): Promise<void> {
    await this.#context.globalState.update(provisioningNamesKey, names);
    this.#changed.fire();
  }

  /**
   * Starts the process, with a first hub if there is none yet.
   * @throws LocalHubLaunchError with the sentence that the process wrote; AbortError if `signal` says so.
   */
  async start(signal?: AbortSignal): Promise<void> {
    if (this.#state.kind !== 'stopped') return;

    const starting = new AbortController();
    this.#starting = starting;
    this.#become({ kind: 'starting' });
    try {
      if (this.names.length === 0) await this.setNames([firstName]);
      await this.#launch(AbortSignal.any(signal ? [signal, starting.signal] : [starting.signal]));
      // The ready line does not tell in which resource groups they are.
      await this.takeStock();
    } catch (error) {
      await this.#process?.stop();
      this.#process = undefined;
      this.#become(starting.signal.aborted || signal?.aborted ? { kind: 'stopped' } : stoppedBy(error));
      throw error;
    } finally {
      this.#starting = undefined;
    }
  }

  /** Ends the process, or its start. */
  async stop(): Promise<void> {
    this.#starting?.abort();
    const process = this.#process;
    if (!process) return;

    this.#become({ kind: 'stopping' });
    await process.stop();
  }

  /**
   * Sees which hubs and provisioning services there are now: the resource manager makes and deletes some, too. Nothing if
   * it does not run. What goes wrong is in the log: the next time sees all.
   */
  async takeStock(): Promise<void> {
    const taking = this.#stocking.then(() => this.#takeStock());
    this.#stocking = taking.catch((error: unknown) => this.#log.warn(logText(error)));
    await this.#stocking;
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.#changed.dispose();
  }

  async #takeStock(): Promise<void> {
    const before = this.#state;
    if (before.kind !== 'running') return;

    const stock = await localStock(before);
    if (this.#state !== before) return;
    this.#state = { ...before, ...stock };
    await this.#context.globalState.update(namesKey, namesNow(this.names, before.hubs, stock.hubs));
    const services = namesNow(this.provisioningNames, before.provisioning, stock.provisioning);
    await this.#context.globalState.update(provisioningNamesKey, services);
    this.#changed.fire();
  }

  async #launch(signal: AbortSignal): Promise<void> {
    const { extensionUri, globalStorageUri } = this.#context;
    const latenciesMs = localHubLatencies(this.names);
    const process = await launchLocalHub(
      {
        scriptFile: vscode.Uri.joinPath(extensionUri, 'dist', 'localHub.js').fsPath,
        dataFolder: vscode.Uri.joinPath(globalStorageUri, 'localHub').fsPath,
        hubs: this.names,
        dps: this.provisioningNames,
        latenciesMs,
        tier: localHubTier(),
        log: line => this.#log.info(`[local hub] ${line}`),
        onChange: () => void this.takeStock(),
      },
      signal,
    );
    this.#process = process;
    const ca = await readFile(process.ready.caFile, 'utf8');
    signal.throwIfAborted();
    const resources = localResources(process.ready, ca);
    this.#become({
      kind: 'running',
      hubs: new Map(process.ready.hubs.map(({ name, ...hub }) => [name, { ...hub, ca, resources }])),
      provisioning: runningProvisioning(process.ready, ca, resources),
      latenciesMs,
      resources,
      storage: { connectionString: new Secret(process.ready.storage.connectionString), ca },
    });
    // Also one that is gone by now: what comes after "running" is the last word.
    void this.#noticeEnd(process);
  }

  async #noticeEnd(process: LocalHubProcess): Promise<void> {
    const exit = await process.exited;
    const asked = this.#state.kind === 'stopping';
    this.#process = undefined;
    this.#become({ kind: 'stopped', ...(asked ? {} : { lastWords: lastWordsOf(exit) }) });
  }

  #become(state: LocalHubState): void {
    this.#state = state;
    this.#changed.fire();
  }
}

function localResources({ resourceManager }: ReadyLine, ca: string): LocalResources {
  const { endpoint: address, subscriptionId, resourceGroup, token } = resourceManager;
  return { management: { address, tokens: givenToken(new Secret(token)), ca }, subscriptionId, resourceGroup };
}

function runningProvisioning({ provisioning = [] }: ReadyLine, ca: string, resources: LocalResources) {
  return new Map<string, RunningLocalProvisioning>(
    provisioning.map(({ name, connectionString, idScope, latenciesMs }) => [
      name,
      { connectionString, ca, resources, idScope, latenciesMs: new Map(Object.entries(latenciesMs)) },
    ]),
  );
}

/** One that was there before and is in no list was taken out of it. */
function namesNow(
  listed: readonly string[],
  before: ReadonlyMap<string, unknown>,
  now: ReadonlyMap<string, unknown>,
): readonly string[] {
  const made = [...now.keys()].filter(name => !before.has(name) && !listed.includes(name));
  return [...listed.filter(name => now.has(name)), ...made];
}

/** The sentence with which the process ended; a line of its ordinary log tells nothing. */
function lastWordsOf({ code, lastWords }: Exit): string {
  if (lastWords !== '' && !/^(?:info|debug):/.test(lastWords)) return lastWords;
  return code === null
    ? vscode.l10n.t('its process was killed')
    : vscode.l10n.t('its process ended with code {0}', code);
}

function stoppedBy(error: unknown): LocalHubState {
  return { kind: 'stopped', lastWords: error instanceof Error ? error.message : String(error) };
}
