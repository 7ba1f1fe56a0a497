import * as vscode from 'vscode';
import { keptState } from '../../protocol/simulatorPage.ts';
import type { Hub } from '../support/hub.ts';
import { SimulatorPage, type SimulatorPageServices } from './simulatorPage.ts';

/** Stands in package.json, too: `onWebviewPanel:…`. */
const viewType = 'iotHub.simulator';

/** The pages "Simulate Devices", at most one for each hub. VS Code brings them back after a reload of the window. */
export class SimulatorPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #pages = new Map<string, SimulatorPage>();
  readonly #serializer: vscode.Disposable;

  constructor(private readonly services: SimulatorPageServices) {
    this.#serializer = vscode.window.registerWebviewPanelSerializer(viewType, this);
  }

  /** Opens the page of a hub, or brings it to the front, with these devices selected. */
  show(hub: Hub, deviceIds: readonly string[]): void {
    const page = this.#pages.get(hub.id);
    if (page) return page.reveal(deviceIds);

    this.#fill(vscode.window.createWebviewPanel(viewType, '', vscode.ViewColumn.Active), hub, deviceIds);
  }

  /** Without a state, or if the hub is gone meanwhile, there is nothing to bring back. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = keptState.safeParse(state);
    const hub = kept.success ? this.services.hubs.get(kept.data.hubId) : undefined;

    if (hub) this.#fill(panel, hub, []);
    else panel.dispose();
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const { panel } of this.#pages.values()) panel.dispose();
  }

  #fill(panel: vscode.WebviewPanel, hub: Hub, deviceIds: readonly string[]): void {
    const page = new SimulatorPage(panel, hub, this.services, deviceIds);
    this.#pages.set(hub.id, page);
    panel.onDidDispose(() => {
      this.#pages.delete(hub.id);
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
  simulatorPanels.show(hub, deviceIds);
}
