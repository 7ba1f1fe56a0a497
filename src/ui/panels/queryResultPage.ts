import * as vscode from 'vscode';
import { deviceIdQuery } from '../../domain/query/derivedQueries.ts';
import { queryOf } from '../../domain/query/statementProblem.ts';
import {
  type QueryOrder,
  type QueryResultPageSchemas,
  type ResultPage,
  type ResultState,
  queryResultPage,
} from '../../protocol/queryResultPage.ts';
import { type Served, serve } from '../../protocol/serve.ts';
import type { Hub } from '../support/hub/hub.ts';
import { waitText, withProgress } from '../support/progress.ts';
import { QueryResult } from '../support/query/queryResult.ts';
import type { Services } from '../support/services.ts';
import { exportRows } from './exportRows.ts';
import { openPage } from './openPage.ts';
import { tellPage } from './tellPage.ts';
import { webviewWire } from './webviewWire.ts';

export type QueryResultServices = Pick<Services, 'context' | 'log' | 'hubs' | 'waits'>;

/** The page "Query Result" in its panel. What was loaded stays here while the page is hidden. */
export class QueryResultPage implements vscode.Disposable {
  readonly #served: Served<QueryResultPageSchemas>;
  readonly #waiting: vscode.Disposable;
  #running = new AbortController();
  #result: QueryResult;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private hub: Hub,
    private order: QueryOrder,
    private readonly services: QueryResultServices,
    /** False where a reload of the window brought the page back. */
    private runsByItself: boolean,
  ) {
    this.#result = new QueryResult(hub, order.text);
    this.#served = serve(webviewWire(panel.webview), queryResultPage, {
      state: () => this.#state(),
      next: () => this.#telling(() => this.#load()),
      runAgain: () => this.#telling(() => this.#runAgain()),
      openTwin: async (deviceId, moduleId) => {
        const address = { deviceId, ...(moduleId === null ? {} : { moduleId }) };
        await vscode.commands.executeCommand('iotHub.showTwin', { hub: this.hub, ...address });
      },
      // The page need not wait for the devices.
      invokeMethod: () => void this.#command('iotHub.invokeOnQuery'),
      newJob: () => void this.#command('iotHub.newJob'),
      export: request => this.#telling(() => exportRows(services.waits, this.#result, this.order.title, request)),
    });
    this.#waiting = services.waits.onDidBegin(wait => {
      if (wait.hub === this.hub.name) this.#served.emit('waiting', waitText(wait));
    });
    this.#showTitle();
    openPage(panel.webview, services.context.extensionUri, 'queryResult', panel.title);
  }

  /** Runs another query in this page, and brings it to the front. */
  replace(hub: Hub, order: QueryOrder): void {
    this.hub = hub;
    this.order = order;
    this.runsByItself = true;
    this.#startOver();
    this.#showTitle();
    if (this.panel.visible) this.#served.emit('replaced', this.#state());
    this.panel.reveal(undefined, true);
  }

  /** The panel is closed already. */
  dispose(): void {
    this.#running.abort();
    this.#waiting.dispose();
    this.#served.dispose();
  }

  #state(): ResultState {
    const { rows, more } = this.#result;
    const query = queryOf(this.order);
    return {
      order: this.order,
      hubName: this.hub.name,
      ofDevices: query !== undefined && deviceIdQuery(query) !== undefined,
      loaded: rows ? { rows: [...rows], more } : null,
      runsByItself: this.runsByItself,
    };
  }

  async #load(): Promise<ResultPage> {
    const result = this.#result;
    const ended = this.#running.signal;

    const title = vscode.l10n.t('Running the query on {0}', this.hub.name);
    const rows = await withProgress(this.services.waits, title, signal =>
      result.loadPage(AbortSignal.any([signal, ended])),
    );
    return { rows: [...rows], more: result.more };
  }

  #runAgain(): Promise<ResultPage> {
    this.#startOver();
    return this.#load();
  }

  #command(id: string): Thenable<unknown> {
    return vscode.commands.executeCommand(id, { hub: this.hub, ...this.order });
  }

  #startOver(): void {
    this.#running.abort();
    this.#running = new AbortController();
    this.#result = new QueryResult(this.hub, this.order.text);
  }

  #telling<T>(work: () => Promise<T>): Promise<T> {
    return tellPage(this.services.log, this.panel.title, work);
  }

  #showTitle(): void {
    this.panel.title = vscode.l10n.t('Result: {0}', this.order.title);
  }
}
