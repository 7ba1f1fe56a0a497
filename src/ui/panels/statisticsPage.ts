import * as vscode from 'vscode';
import { groupQuery, readGroups } from '../../domain/deviceGroups.ts';
import { readProperty } from '../../domain/query/readProperty.ts';
import { cellText, columnName, columnsOf } from '../../domain/queryResult/rowColumns.ts';
import {
  type DeviceShares,
  type StatisticsPageSchemas,
  type StatisticsState,
  statisticsPage,
} from '../../protocol/statisticsPage.ts';
import { type Served, serve } from '../../protocol/serve.ts';
import type { Hub } from '../support/hub/hub.ts';
import { waitText, withProgress } from '../support/progress.ts';
import { QueryResult } from '../support/query/queryResult.ts';
import type { Services } from '../support/services.ts';
import { isCancellation, logText } from '../support/showFailure.ts';
import { readUsage, unknownUsage } from '../support/statistics/hubUsage.ts';
import { jobActivity } from '../support/statistics/jobActivity.ts';
import { openPage } from './openPage.ts';
import { tellPage } from './tellPage.ts';
import { webviewWire } from './webviewWire.ts';

export type StatisticsServices = Pick<Services, 'context' | 'log' | 'hubs' | 'waits' | 'hubCounts' | 'hubTree'>;

/** How often a page that is looked at counts the devices: two requests each time, and no query. */
const countEveryMs = 60_000;

/** The page "Statistics" in its panel. */
export class StatisticsPage implements vscode.Disposable {
  readonly #served: Served<StatisticsPageSchemas>;
  readonly #disposables: vscode.Disposable;
  readonly #counting: NodeJS.Timeout;
  readonly #ended = new AbortController();
  #usage = unknownUsage;
  #jobs: StatisticsState['jobs'] = { rows: [], why: null };

  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly hub: Hub,
    private readonly services: StatisticsServices,
  ) {
    panel.title = vscode.l10n.t('Statistics: {0}', hub.name);
    this.#served = serve(webviewWire(panel.webview), statisticsPage, {
      state: () => this.#state(),
      refresh: () => tellPage(services.log, panel.title, () => this.#refresh()),
      group: property => tellPage(services.log, panel.title, () => this.#group(property)),
    });
    this.#disposables = vscode.Disposable.from(
      services.hubCounts.onDidChange(changed => {
        if (changed.id === hub.id) this.#served.emit('counted', [...services.hubCounts.points(hub)]);
      }),
      services.waits.onDidBegin(wait => {
        if (wait.hub === hub.name) this.#served.emit('waiting', waitText(wait));
      }),
    );
    this.#counting = setInterval(() => void this.#countQuietly(), countEveryMs);
    openPage(panel.webview, services.context.extensionUri, 'statistics', panel.title);
  }

  /** The panel is closed already. */
  dispose(): void {
    clearInterval(this.#counting);
    this.#ended.abort();
    this.#disposables.dispose();
    this.#served.dispose();
  }

  #state(): StatisticsState {
    const { hub, services } = this;
    const tags = services.hubTree.nodeOf(hub).devices.twins.map(({ tags }) => ({ tags }));
    return {
      hubId: hub.id,
      hubName: hub.name,
      points: [...services.hubCounts.points(hub)],
      ...this.#usage,
      jobs: this.#jobs,
      suggestions: columnsOf(tags).map(columnName),
    };
  }

  async #refresh(): Promise<StatisticsState> {
    const title = vscode.l10n.t('Reading statistics of {0}', this.hub.name);
    await withProgress(this.services.waits, title, async cancelled => {
      const signal = AbortSignal.any([cancelled, this.#ended.signal]);
      await this.services.hubCounts.count(this.hub, signal);
      const { client } = await this.hub.connect();
      const { jobs, running } = await jobActivity(client, signal);
      this.#jobs = jobs;
      this.#usage = await readUsage(this.hub, running, signal);
    });
    return this.#state();
  }

  async #group(property: string): Promise<DeviceShares> {
    const path = readProperty(property);
    const title = vscode.l10n.t('Counting devices of {0} by {1}', this.hub.name, columnName(path));
    const rows = await withProgress(this.services.waits, title, async signal =>
      (await Array.fromAsync(new QueryResult(this.hub, groupQuery(path, {})).all(signal))).flat(),
    );
    const shares = readGroups(path, rows).map(({ value, count }) => ({
      name: value === undefined ? vscode.l10n.t('not set') : cellText(value),
      count,
    }));
    return { property: columnName(path), shares };
  }

  /** A hub that cannot be reached is no news here: the person sees it when they ask. */
  async #countQuietly(): Promise<void> {
    if (!this.panel.visible || !this.hub.available) return;
    try {
      await this.services.hubCounts.count(this.hub, this.#ended.signal);
    } catch (error) {
      if (!isCancellation(error)) this.services.log.warn(`${this.panel.title}: ${logText(error)}`);
    }
  }
}
