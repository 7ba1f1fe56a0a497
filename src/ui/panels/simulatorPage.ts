import * as vscode from 'vscode';
import { HubError } from '../../domain/hubError.ts';
import { type Served, serve } from '../../protocol/serve.ts';
import { type PageState, type SimulatorPageSchemas, simulatorPage } from '../../protocol/simulatorPage.ts';
import type { Progress } from '../../protocol/simulatorRun.ts';
import type { Services } from '../support/services.ts';
import { DeviceChanges } from './deviceChanges.ts';
import { openPage } from './openPage.ts';
import type { SimulationSource } from './simulationSource.ts';
import { SimulatorRun } from './simulatorRun.ts';
import { webviewWire } from './webviewWire.ts';

export type SimulatorPageServices = Pick<
  Services,
  'context' | 'log' | 'hubs' | 'deviceEvents' | 'provisioningServices' | 'enrollmentCertificates'
>;

/** The page "Simulate Devices" of one hub or enrollment, in its panel. The devices run on while it is hidden, and stop when it is closed. */
export class SimulatorPage implements vscode.Disposable {
  readonly #run: SimulatorRun;
  readonly #served: Served<SimulatorPageSchemas>;
  readonly #hubsChanged: vscode.Disposable;
  readonly #changes = new DeviceChanges();
  /** Chosen in the tree, and not yet known to the page. */
  #preselected: readonly string[];

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly source: SimulationSource,
    private readonly services: SimulatorPageServices,
    deviceIds: readonly string[],
  ) {
    this.#preselected = deviceIds;
    this.#run = new SimulatorRun(source, services, {
      progress: progress => this.#hear(progress),
      ended: () => this.#hearEnd(),
    });
    this.#served = serve(webviewWire(panel.webview), simulatorPage, {
      state: () => this.#state(),
      devices: ({ idPrefix, pageSize, after }) => this.#telling(() => this.#devices(idPrefix, pageSize, after)),
      start: ({ deviceIds, settings }) => this.#telling(() => this.#run.start(deviceIds, settings)),
      configure: settings => this.#run.configure(settings),
      stop: deviceIds => this.#run.stop(deviceIds),
      provision: deviceIds => this.#run.provision(deviceIds),
      clear: () => this.#run.clear(),
    });
    this.#hubsChanged = services.hubs.onDidChange(() => this.#served.emit('hubChanged', null));
    this.#showTitle();
    openPage(panel.webview, services.context.extensionUri, 'simulator', panel.title);
  }

  /** Brings the page to the front, with these devices selected as well. */
  reveal(deviceIds: readonly string[]): void {
    this.#preselected = [...this.#preselected, ...deviceIds];
    if (this.panel.visible) this.#served.emit('preselect', [...deviceIds]);
    this.panel.reveal();
  }

  /** The panel is closed already. Stops the devices, and says so if there were any. */
  dispose(): void {
    const { running } = this.#run;
    this.#hubsChanged.dispose();
    this.#served.dispose();
    void this.#run.dispose();
    if (running === 0) return;

    const stopped =
      running === 1
        ? vscode.l10n.t('The page was closed, which stopped the simulated device.')
        : vscode.l10n.t('The page was closed, which stopped {0} simulated devices.', running.toLocaleString());
    void vscode.window.showInformationMessage(stopped);
  }

  async #state(): Promise<PageState> {
    const progress = await this.#run.snapshot();
    const preselected = [...this.#preselected];
    this.#preselected = [];

    const { id: hubId, name: hubName, provisioned } = this.source;
    return { hubId, hubName, provisioned, hubNames: await this.source.hubNames(), preselected, progress };
  }

  async #devices(idPrefix: string, pageSize: number, after: string | undefined) {
    const request = { pageSize, ...(after === undefined ? {} : { after }) };
    const { items, next } = await this.source.list(idPrefix, request);

    return { items: [...items], next };
  }

  /** A page hears a sentence; the log hears the rest. */
  async #telling<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!HubError.is(error)) this.services.log.error(error instanceof Error ? error : String(error));
      throw error;
    }
  }

  #hear(progress: Progress): void {
    if (this.panel.visible) this.#served.emit('progress', progress);
    this.#showTitle();
    for (const [hubId, rows] of Map.groupBy(progress.rows, row => this.source.hubIdOf(row))) {
      const changed = this.#changes.take(rows);
      if (hubId !== undefined && changed.length > 0) this.services.deviceEvents.changed(hubId, changed);
    }
  }

  #hearEnd(): void {
    this.#showTitle();
    this.#served.emit(
      'ended',
      vscode.l10n.t(
        'The simulator ended unexpectedly, and all its devices with it. Start them again; the log may say why.',
      ),
    );
  }

  #showTitle(): void {
    const { running } = this.#run;
    this.panel.title =
      running === 0
        ? vscode.l10n.t('Simulate Devices: {0}', this.source.name)
        : vscode.l10n.t('Simulate Devices: {0} ({1} running)', this.source.name, running.toLocaleString());
  }
}
