import * as vscode from 'vscode';
import { answerText, outcomeOf } from '../../../domain/jobs/deviceOutcome.ts';
import { findRows } from '../../../domain/jobs/findRows.ts';
import type { DeviceJob } from '../../../domain/jobs/job.ts';
import {
  type DeviceRow,
  type JobCommand,
  type JobNews,
  type JobOrder,
  type JobPageSchemas,
  type JobPageState,
  type JobPicture,
  type PageRowFilter,
  type RowsAnswer,
  jobPage,
} from '../../../protocol/jobPage.ts';
import { type Served, serve } from '../../../protocol/serve.ts';
import type { Hub } from '../../support/hub/hub.ts';
import { Polling } from '../../support/jobs/polling.ts';
import type { ShownJob } from '../../support/jobs/shownJob.ts';
import { waitText, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { isCancellation, logText, sentence } from '../../support/showFailure.ts';
import { openPage } from '../openPage.ts';
import { webviewWire } from '../webviewWire.ts';
import { Course } from './course.ts';
import { exportJob } from './exportJob.ts';

export type JobPageServices = Pick<Services, 'context' | 'log' | 'hubs' | 'waits'>;

/** The page of a job in its panel. The job is asked for while the page is seen and the job is not finished. */
export class JobPage implements vscode.Disposable {
  readonly #served: Served<JobPageSchemas>;
  readonly #subscriptions: vscode.Disposable;
  readonly #course = new Course();
  readonly #polling: Polling;
  readonly #ended = new AbortController();
  #picture: JobPicture | undefined;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly hub: Hub,
    readonly order: JobOrder,
    private readonly job: ShownJob,
    private readonly services: JobPageServices,
  ) {
    this.#polling = new Polling({
      wanted: () => panel.visible && this.#picture?.phase !== 'finished',
      round: () => this.#round(),
    });
    this.#served = serve(webviewWire(panel.webview), jobPage, {
      state: () => this.#state(),
      refresh: () => this.#telling(() => this.#read()),
      rows: (filter, after) => this.#telling(() => this.#rows(filter, after)),
      openRun: async jobId => job.openRun?.(jobId),
      openTwin: async (deviceId, moduleId) => {
        const address = { deviceId, ...(moduleId === '' ? {} : { moduleId }) };
        await vscode.commands.executeCommand('iotHub.showTwin', { hub, ...address });
      },
      perform: command => this.#telling(() => this.#perform(command)),
      export: format => this.#telling(() => exportJob(services.waits, job, order.jobId, format)),
    });
    this.#subscriptions = vscode.Disposable.from(
      services.waits.onDidBegin(wait => {
        if (wait.hub === hub.name) this.#served.emit('waiting', waitText(wait));
      }),
      panel.onDidChangeViewState(() => this.#polling.soon()),
      ...(job.known ? [job.known.onDidChange(() => this.#learn(job.known?.picture()))] : []),
      ...(job.onDidChange ? [job.onDidChange(() => void this.#round())] : []),
    );
    panel.title = vscode.l10n.t('Job: {0}', order.jobId);
    openPage(panel.webview, services.context.extensionUri, 'job', panel.title);
  }

  /** The panel is closed already. */
  dispose(): void {
    this.#ended.abort();
    this.#polling.dispose();
    this.#subscriptions.dispose();
    this.#served.dispose();
  }

  #state(): JobPageState {
    this.#polling.soon();
    const news = this.#picture ? { picture: this.#picture, points: this.#course.points } : null;
    return { order: this.order, hubName: this.hub.name, news };
  }

  async #read(): Promise<JobNews> {
    const picture = await this.job.read(this.#ended.signal);
    this.#picture = picture;
    this.#course.add(picture, Date.now());
    this.#showTitle(picture);
    return { picture, points: this.#course.points };
  }

  /** Others have asked how the job is doing: if that is news, a page that is seen asks soon, too. */
  #learn(known: Pick<JobPicture, 'name' | 'state'> | undefined): void {
    if (!known) return;
    this.#showTitle(known);
    if (known.state !== this.#picture?.state) this.#polling.soon();
  }

  #showTitle({ name, state }: Pick<JobPicture, 'name' | 'state'>): void {
    this.panel.title = vscode.l10n.t('Job: {0}, {1}', name, state);
  }

  /** Gives whether anything had changed. */
  async #round(): Promise<boolean> {
    const before = JSON.stringify(this.#picture);
    try {
      const news = await this.#read();
      this.#served.emit('news', news);
    } catch (error) {
      if (isCancellation(error)) return false;
      this.services.log.warn(`${this.panel.title}: ${logText(error)}`);
      this.#served.emit('problem', sentence(error));
    }
    return JSON.stringify(this.#picture) !== before;
  }

  #rows({ outcome, text }: PageRowFilter, after: string | null): Promise<RowsAnswer> {
    const title = vscode.l10n.t('Reading devices of the job');
    return withProgress(this.services.waits, title, async given => {
      const signal = AbortSignal.any([given, this.#ended.signal]);
      const filter = { text, ...(outcome === null ? {} : { outcome }) };
      const read = this.job.rows.bind(this.job);
      const found = await findRows((state, from) => read(state, from, signal), filter, after ?? undefined);
      return { rows: found.items.map(pageRow), next: found.next ?? null, lookedAt: found.lookedAt };
    });
  }

  async #perform(command: JobCommand): Promise<string> {
    const done = await this.job.perform(command);
    await this.#round();
    this.#polling.soon();
    return done;
  }

  /** A page hears a sentence; the log hears the rest. */
  async #telling<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isCancellation(error)) throw new Error(vscode.l10n.t('Cancelled.'), { cause: error });
      this.services.log.error(`${this.panel.title}: ${logText(error)}`);
      throw new Error(sentence(error), { cause: error });
    }
  }
}

function pageRow(row: DeviceJob): DeviceRow {
  const { deviceId, moduleId = '', startTimeUtc = '', endTimeUtc = '' } = row;
  return {
    deviceId,
    moduleId,
    outcome: outcomeOf(row),
    answer: answerText(row),
    startTime: startTimeUtc,
    endTime: endTimeUtc,
  };
}
