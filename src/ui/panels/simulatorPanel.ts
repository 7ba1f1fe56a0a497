import * as vscode from 'vscode';
import { keptState } from '../../protocol/simulatorPage.ts';
import type { Hub } from '../support/hub/hub.ts';
import { enrollmentSourceOf } from './enrollmentSource.ts';
import { HubSource } from './hubSource.ts';
import type { SimulationSource } from './simulationSource.ts';
import { SimulatorPage, type SimulatorPageServices } from './simulatorPage.ts';

/** Stands in package.json, too: `onWebviewPanel:…`. */
const viewType = 'iotHub.simulator';

/** The pages "Simulate Devices", at most one for each hub and enrollment. VS Code brings them back after a reload of the window. */
export class SimulatorPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #pages = new Map<string, SimulatorPage>();
  readonly #serializer: vscode.Disposable;

  constructor(private readonly services: SimulatorPageServices) {
    this.#serializer = vscode.window.registerWebviewPanelSerializer(viewType, this);
  }

  /** Opens the page of a hub or enrollment, or brings it to the front, with these devices selected. */
  show(source: SimulationSource, deviceIds: readonly string[]): void {
    const page = this.#pages.get(source.id);
    if (page) return page.reveal(deviceIds);

    this.#fill(vscode.window.createWebviewPanel(viewType, '', vscode.ViewColumn.Active), source, deviceIds);
  }

  /** Without a state, or if the source is gone meanwhile, there is nothing to bring back. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = keptState.safeParse(state);
    const source = kept.success ? this.#sourceOf(kept.data.hubId) : undefined;

    if (source) this.#fill(panel, source, []);
    else panel.dispose();
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const { panel } of this.#pages.values()) panel.dispose();
  }

  #sourceOf(id: string): SimulationSource | undefined {
    const hub = this.services.hubs.get(id);
    return hub ? new HubSource(hub) : enrollmentSourceOf(this.services, id);
  }

  #fill(panel: vscode.WebviewPanel, source: SimulationSource, deviceIds: readonly string[]): void {
    const page = new SimulatorPage(panel, source, this.services, deviceIds);
    this.#pages.set(source.id, page);
    panel.onDidDispose(() => {
      this.#pages.delete(source.id);
      page.dispose();
    });
  }
}

/** Shows the page "Simulate Devices" of a hub, with these devices selected. */
export function showSimulator(
  { simulatorPanels }: { readonly simulatorPanels: SimulatorPanels },
  hub: Hub,
  deviceIds: readonly string[],
): void {
  simulatorPanels.show(new HubSource(hub), deviceIds);
}
