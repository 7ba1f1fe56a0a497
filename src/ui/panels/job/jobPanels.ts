import * as vscode from 'vscode';
import { type JobOrder, keptJobPage } from '../../../protocol/jobPage.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { ShownJob } from '../../support/jobs/shownJob.ts';
import { JobPage, type JobPageServices } from './jobPage.ts';

/** Stands in package.json, too: `onWebviewPanel:…`. */
const viewType = 'iotHub.job';

/** Gives the job that a page should show, of one kind. */
export type ShowJob = (hub: Hub, jobId: string) => ShownJob;

/** The pages of jobs, at most one for each. VS Code brings them back after a reload of the window. */
export class JobPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #pages = new Map<string, JobPage>();
  readonly #serializer: vscode.Disposable;

  constructor(
    private readonly services: JobPageServices,
    private readonly kinds: Readonly<Record<JobOrder['kind'], ShowJob>>,
  ) {
    this.#serializer = vscode.window.registerWebviewPanelSerializer(viewType, this);
  }

  /** Opens the page of a job, or brings it to the front. */
  show(hub: Hub, kind: JobOrder['kind'], jobId: string): void {
    const order = { hubId: hub.id, kind, jobId };
    const page = this.#pages.get(keyOf(order));
    if (page) return page.panel.reveal();

    this.#fill(vscode.window.createWebviewPanel(viewType, '', vscode.ViewColumn.Active), hub, order);
  }

  /** Without a state, or if the hub is gone meanwhile, there is nothing to bring back. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = keptJobPage.safeParse(state);
    const hub = kept.success ? this.services.hubs.get(kept.data.order.hubId) : undefined;

    if (hub && kept.success) this.#fill(panel, hub, kept.data.order);
    else panel.dispose();
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const { panel } of this.#pages.values()) panel.dispose();
  }

  #fill(panel: vscode.WebviewPanel, hub: Hub, order: JobOrder): void {
    const page = new JobPage(panel, hub, order, this.kinds[order.kind](hub, order.jobId), this.services);
    this.#pages.set(keyOf(order), page);
    panel.onDidDispose(() => {
      this.#pages.delete(keyOf(order));
      page.dispose();
    });
  }
}

function keyOf({ hubId, kind, jobId }: JobOrder): string {
  return JSON.stringify([hubId, kind, jobId]);
}
