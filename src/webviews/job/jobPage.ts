import { type PropertyDeclarations, type PropertyValues, type TemplateResult, html } from 'lit';
import {
  type JobCommand,
  type JobNews,
  type JobOrder,
  type JobPageSchemas,
  type JobPicture,
  type JobPoint,
  type KeptJobPage,
  type PageRowFilter,
  jobPage,
  keptJobPage,
} from '../../protocol/jobPage.ts';
import { Announcements } from '../announcements.ts';
import { PageElement } from '../pageElement.ts';
import { sharedStyles } from '../sharedStyles.ts';
import { joinCourses } from './course.ts';
import { type FilterEvent, type JobDevices, type LoadRows, type OpenDeviceEvent, allDevices } from './jobDevices.ts';
import { jobFacts, jobMeter, jobRuns, jobStages, percentDone } from './jobParts.ts';
import { jobPageStyles } from './jobPageStyles.ts';
import { announceJob, commandWords } from './jobWords.ts';

/** How often the devices are asked for while the job runs: each time takes one of 20 queries a minute on S1. */
const reloadEveryMs = 10_000;

/** The page "Job". */
export class JobPage extends PageElement<JobPageSchemas> {
  static override readonly properties: PropertyDeclarations = {
    hubName: { state: true },
    picture: { state: true },
    points: { state: true },
    filter: { state: true },
  };

  static override readonly styles = [sharedStyles, jobPageStyles];

  declare hubName: string;
  declare picture: JobPicture | undefined;
  declare points: readonly JobPoint[];
  declare filter: PageRowFilter;
  #order: JobOrder | undefined;
  /** What was seen before a reload of the window. */
  #keptPoints: readonly JobPoint[] = [];
  #reloadedMs = 0;
  readonly #announcements = new Announcements(this, () => (this.picture ? announceJob(this.picture) : ''));
  protected override readonly events = {
    news: (news: JobNews) => this.#take(news),
    problem: (text: string) => void (this.problem = text),
    waiting: (text: string) => void (this.notice = text),
  };

  constructor() {
    super(jobPage);
    this.hubName = '';
    this.points = [];
    this.filter = allDevices;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const bar = this.renderRoot.querySelector<HTMLElement>('.meter > div');
    // Through the style object: a `style` attribute would need a laxer content security policy.
    if (bar && this.picture) bar.style.width = `${percentDone(this.picture)}%`;

    if (!this.#order || !(changed.has('points') || changed.has('filter'))) return;
    const kept = { order: this.#order, filter: this.filter, points: [...this.points] };
    this.host.keepState(kept satisfies KeptJobPage);
  }

  protected override render(): TemplateResult {
    const { picture } = this;

    return html`
      <h1>${picture?.name ?? 'Job'}</h1>
      <p>${this.hubName} <span class="quiet">· ${picture?.state ?? 'asking the hub…'}</span></p>
      ${picture ? jobMeter(picture) : ''} ${picture ? this.#actions(picture) : ''}
      ${this.messages(picture?.problem ?? '')} ${picture ? this.#body(picture) : ''} ${this.#announcements.render()}
    `;
  }

  #actions({ commands, advice, runs }: JobPicture): TemplateResult {
    return html`<div class="bar">
        ${commands.map(
          command =>
            html`<vscode-button
              secondary
              icon=${commandWords[command].icon}
              ?disabled=${this.busy}
              @click=${() => this.#perform(command)}
              >${commandWords[command].label}</vscode-button
            >`,
        )}
        ${runs ? '' : [this.#exportButton('csv'), this.#exportButton('json')]}
        <vscode-button secondary icon="refresh" ?disabled=${this.busy} @click=${this.#refresh}>Refresh</vscode-button>
      </div>
      ${advice === '' ? '' : html`<p class="quiet">${advice}</p>`}`;
  }

  #exportButton(format: 'csv' | 'json'): TemplateResult {
    return html`<vscode-button secondary icon="export" ?disabled=${this.busy} @click=${() => this.#export(format)}>
      Export ${format.toUpperCase()}…
    </vscode-button>`;
  }

  #body(picture: JobPicture): TemplateResult {
    if (picture.runs) return html`${jobRuns(picture.runs, this.#openRun)} ${jobFacts(picture)}`;
    return html`
      ${jobStages(picture)}
      <section>
        <h2>Devices over time</h2>
        <job-course .points=${this.points}></job-course>
      </section>
      <section>
        <h2>Devices</h2>
        <job-devices
          .counts=${picture.counts}
          .filter=${this.filter}
          .load=${this.#loadRows}
          @filter-devices=${({ filter }: FilterEvent) => (this.filter = filter)}
          @open-device=${({ deviceId, moduleId }: OpenDeviceEvent) => this.#openTwin(deviceId, moduleId)}
        ></job-devices>
      </section>
      ${jobFacts(picture)}
    `;
  }

  protected override async restore(): Promise<void> {
    const kept = keptJobPage.safeParse(this.host.keptState);
    await this.attempt('The page cannot be filled', async () => {
      const { order, hubName, news } = await this.ask('state');
      if (kept.success && kept.data.order.jobId === order.jobId) {
        this.filter = kept.data.filter;
        this.#keptPoints = kept.data.points;
      }
      this.hubName = hubName;
      this.#order = order;
      this.#take(news ?? (await this.ask('refresh')));
    });
  }

  #take({ picture, points }: JobNews): void {
    const before = this.picture;
    this.picture = picture;
    this.points = joinCourses(this.#keptPoints, points);
    this.problem = '';
    if (!before || JSON.stringify(before.counts) === JSON.stringify(picture.counts)) return;

    const ended = picture.phase === 'finished';
    if (ended || Date.now() - this.#reloadedMs >= reloadEveryMs) void this.#reloadDevices(ended);
  }

  /** Whoever has loaded more than the first page, and reads, is not disturbed before the job has ended. */
  async #reloadDevices(ended: boolean): Promise<void> {
    const devices = this.renderRoot.querySelector<JobDevices>('job-devices');
    if (!devices || !(ended || devices.onFirstPage)) return;

    this.#reloadedMs = Date.now();
    await devices.reload();
  }

  readonly #loadRows: LoadRows = (filter, after) => this.ask('rows', filter, after);

  readonly #refresh = () =>
    this.work('The hub cannot be asked', async () => {
      this.#take(await this.ask('refresh'));
      await this.#reloadDevices(true);
    });

  #perform(command: JobCommand): Promise<void> {
    return this.work('This did not work', async () => {
      this.notice = await this.ask('perform', command);
    });
  }

  #export(format: 'csv' | 'json'): Promise<void> {
    return this.work('The results cannot be exported', async () => {
      this.notice = await this.ask('export', format);
    });
  }

  #openTwin(deviceId: string, moduleId: string): Promise<void> {
    return this.attempt('The twin cannot be opened', () => this.ask('openTwin', deviceId, moduleId));
  }

  readonly #openRun = (jobId: string) =>
    void this.attempt('The job cannot be opened', () => this.ask('openRun', jobId));
}
