import * as vscode from 'vscode';
import { type SimulatorProcess, launchSimulator } from '../../simulator/launch.ts';
import { type Progress, type SimulationSettings, noProgress, runningCount } from '../../protocol/simulatorRun.ts';
import { editorProxy, trustsSystem } from '../support/editorNetwork.ts';
import type { Services } from '../support/services.ts';
import type { OpenSource, SimulationSource, SimulatorDevice } from './simulationSource.ts';

/** What a run tells whoever shows it. */
export interface SimulatorRunListener {
  progress(progress: Progress): void;
  /** The process is gone without having been asked to end. */
  ended(): void;
}

/** How many devices are looked up before the first of them starts. */
const batchSize = 50;

/** The simulated devices of one page, in a process of their own that starts with the first of them. */
export class SimulatorRun {
  #process: SimulatorProcess | undefined;
  #starting = new AbortController();
  #running = 0;
  #disposed = false;

  constructor(
    private readonly source: SimulationSource,
    private readonly services: Pick<Services, 'log'> & { readonly context: Pick<Services['context'], 'extensionUri'> },
    private readonly listener: SimulatorRunListener,
  ) {}

  /** Devices that run, or wait to. */
  get running(): number {
    return this.#running;
  }

  /** All that is known. */
  async snapshot(): Promise<Progress> {
    return (await this.#process?.ask('snapshot')) ?? noProgress;
  }

  /** Starts devices, the first ones while the keys of others are still looked up; {@link stop} ends it. @throws HubError */
  async start(deviceIds: readonly string[], settings: SimulationSettings): Promise<void> {
    this.#starting = new AbortController();
    const { signal } = this.#starting;
    const source = await this.source.open();
    const process = this.#ensureProcess();
    await process.ask('configure', settings);
    if (trustsSystem()) await process.ask('trustSystem');

    for (let from = 0; from < deviceIds.length && !signal.aborted; from += batchSize) {
      await this.#startBatch(process, source, deviceIds.slice(from, from + batchSize), signal);
    }
  }

  async configure(settings: SimulationSettings): Promise<void> {
    await this.#process?.ask('configure', settings);
  }

  /** Stops these devices, or all and those that were about to start. */
  async stop(deviceIds: readonly string[] | null): Promise<void> {
    if (deviceIds === null) this.#starting.abort();
    await this.#process?.ask('stop', deviceIds === null ? null : [...deviceIds]);
  }

  /** Lets these devices, or all, ask their provisioning service again. */
  async provision(deviceIds: readonly string[] | null): Promise<void> {
    await this.#process?.ask('provision', deviceIds === null ? null : [...deviceIds]);
  }

  async clear(): Promise<void> {
    await this.#process?.ask('clear');
  }

  /** Stops all devices and ends their process. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#starting.abort();
    await this.#process?.end();
  }

  async #startBatch(
    process: SimulatorProcess,
    source: OpenSource,
    deviceIds: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const devices = await source.devices(deviceIds, signal);
      if (!signal.aborted) await add(process, devices, source.ca);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #ensureProcess(): SimulatorProcess {
    this.#process ??= this.#launch();
    return this.#process;
  }

  #launch(): SimulatorProcess {
    const { context, log } = this.services;
    const process = launchSimulator({
      scriptFile: vscode.Uri.joinPath(context.extensionUri, 'dist', 'simulator.js').fsPath,
      events: { progress: progress => this.#hear(progress) },
      log: line => log.info(`[simulator] ${line}`),
    });
    void this.#noticeEnd(process);
    return process;
  }

  #hear(progress: Progress): void {
    this.#running = runningCount(progress.totals);
    this.listener.progress(progress);
  }

  async #noticeEnd(process: SimulatorProcess): Promise<void> {
    await process.exited;
    this.#process = undefined;
    this.#running = 0;
    if (!this.#disposed) this.listener.ended();
  }
}

async function add(
  process: SimulatorProcess,
  devices: readonly SimulatorDevice[],
  ca: string | undefined,
): Promise<void> {
  const failed = devices.filter(device => 'problem' in device);
  if (failed.length > 0) await process.ask('addFailed', failed);

  const good = devices.flatMap(device => ('problem' in device ? [] : [device]));
  const proxy = editorProxy();
  await process.ask('add', { devices: good, ...(ca === undefined ? {} : { ca }), ...(proxy ? { proxy } : {}) });
}
