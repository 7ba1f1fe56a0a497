import * as vscode from 'vscode';
import { type QueryOrder, keptResult } from '../../protocol/queryResultPage.ts';
import type { Hub } from '../support/hub/hub.ts';
import { QueryResultPage, type QueryResultServices } from './queryResultPage.ts';

/** Stands in package.json, too: `onWebviewPanel:…`. */
const viewType = 'iotHub.queryResult';

/** The pages "Query Result", one for each document or saved query. VS Code brings them back after a reload of the window. */
export class QueryResultPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #pages = new Map<string, QueryResultPage>();
  readonly #serializer: vscode.Disposable;

  constructor(private readonly services: QueryResultServices) {
    this.#serializer = vscode.window.registerWebviewPanelSerializer(viewType, this);
  }

  /** Runs a query and shows its rows, in the page of its source if there is one. */
  show(hub: Hub, order: QueryOrder): void {
    const page = this.#pages.get(order.source);
    if (page) return page.replace(hub, order);

    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.#fill(vscode.window.createWebviewPanel(viewType, '', place), hub, order, true);
  }

  /** Without a state, or if the hub is gone meanwhile, there is nothing to bring back. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = keptResult.safeParse(state);
    const hub = kept.success ? this.services.hubs.get(kept.data.order.hubId) : undefined;

    if (hub && kept.success) this.#fill(panel, hub, kept.data.order, false);
    else panel.dispose();
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const { panel } of this.#pages.values()) panel.dispose();
  }

  #fill(panel: vscode.WebviewPanel, hub: Hub, order: QueryOrder, runsByItself: boolean): void {
    const page = new QueryResultPage(panel, hub, order, this.services, runsByItself);
    this.#pages.set(order.source, page);
    panel.onDidDispose(() => {
      this.#pages.delete(order.source);
      page.dispose();
    });
  }
}
