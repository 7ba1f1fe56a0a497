import * as vscode from 'vscode';
import { keptStatistics } from '../../protocol/statisticsPage.ts';
import type { Hub } from '../support/hub/hub.ts';
import { StatisticsPage, type StatisticsServices } from './statisticsPage.ts';

/** Stands in package.json, too: `onWebviewPanel:…`. */
const viewType = 'iotHub.statistics';

/** The pages "Statistics", at most one for each hub. VS Code brings them back after a reload of the window. */
export class StatisticsPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #pages = new Map<string, StatisticsPage>();
  readonly #serializer: vscode.Disposable;

  constructor(private readonly services: StatisticsServices) {
    this.#serializer = vscode.window.registerWebviewPanelSerializer(viewType, this);
  }

  /** Opens the page of a hub, or brings it to the front. */
  show(hub: Hub): void {
    const page = this.#pages.get(hub.id);
    if (page) page.panel.reveal();
    else this.#fill(vscode.window.createWebviewPanel(viewType, '', vscode.ViewColumn.Active), hub);
  }

  /** Without a state, or if the hub is gone meanwhile, there is nothing to bring back. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = keptStatistics.safeParse(state);
    const hub = kept.success ? this.services.hubs.get(kept.data.hubId) : undefined;

    if (hub) this.#fill(panel, hub);
    else panel.dispose();
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const { panel } of this.#pages.values()) panel.dispose();
  }

  #fill(panel: vscode.WebviewPanel, hub: Hub): void {
    const page = new StatisticsPage(panel, hub, this.services);
    this.#pages.set(hub.id, page);
    panel.onDidDispose(() => {
      this.#pages.delete(hub.id);
      page.dispose();
    });
  }
}
