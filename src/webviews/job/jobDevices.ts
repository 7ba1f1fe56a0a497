import { LitElement, type PropertyValues, type TemplateResult, css, html } from 'lit';
import { type DeviceOutcome, deviceOutcomes } from '../../domain/jobs/deviceOutcome.ts';
import type { JobCounts } from '../../domain/jobs/jobProgress.ts';
import type { JsonObject } from '../../domain/json.ts';
import { type ColumnPath, columnName } from '../../domain/queryResult/rowColumns.ts';
import { type RowSort, sortedOrder } from '../../domain/queryResult/sortedOrder.ts';
import type { DeviceRow, PageRowFilter, RowsAnswer } from '../../protocol/jobPage.ts';
import type { OpenRowEvent, SortEvent } from '../resultGrid.ts';
import { sharedStyles } from '../sharedStyles.ts';
import { deviceColumns, gridRow } from './deviceColumns.ts';
import { countOf, describeDevices, outcomeHints, outcomeWords } from './jobWords.ts';

export type LoadRows = (filter: PageRowFilter, after: string | null) => Promise<RowsAnswer>;

/** Someone chose which devices to see. */
export class FilterEvent extends Event {
  constructor(readonly filter: PageRowFilter) {
    super('filter-devices');
  }
}

/** Someone wants the twin of a device or module. */
export class OpenDeviceEvent extends Event {
  constructor(
    readonly deviceId: string,
    readonly moduleId: string,
  ) {
    super('open-device');
  }
}

export const allDevices: PageRowFilter = { outcome: null, text: '' };

/** The devices of a job: by outcome, by id, with what each answered. The filter is asked of all of them, not of those that are loaded. */
export class JobDevices extends LitElement {
  static override readonly properties = {
    counts: { attribute: false },
    filter: { attribute: false },
    load: { attribute: false },
    rows: { state: true },
    next: { state: true },
    lookedAt: { state: true },
    sort: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  static override readonly styles = [
    sharedStyles,
    css`
      .outcomes {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin-bottom: 8px;
      }
      result-grid {
        height: 312px;
      }
      vscode-textfield {
        width: 100%;
      }
      .found {
        flex: 2;
      }
    `,
  ];

  declare counts: JobCounts | null;
  declare filter: PageRowFilter;
  declare load: LoadRows | undefined;
  declare rows: readonly DeviceRow[];
  declare next: string | null;
  declare lookedAt: number;
  declare sort: RowSort | undefined;
  declare busy: boolean;
  declare problem: string;
  /** Counts the requests: an answer to an earlier one is of no interest. */
  #request = 0;
  #wentOn = false;

  constructor() {
    super();
    this.counts = null;
    this.filter = allDevices;
    this.rows = [];
    this.next = null;
    this.lookedAt = 0;
    this.busy = false;
    this.problem = '';
  }

  /** Whether no more than the first page was asked for. */
  get onFirstPage(): boolean {
    return !this.#wentOn;
  }

  /** Asks anew for the devices that match. */
  reload(): Promise<void> {
    return this.#ask(null);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('load') || changed.has('filter')) void this.reload();
  }

  protected override render(): TemplateResult {
    const rows: readonly JsonObject[] = this.rows.map(gridRow);

    return html`
      <div class="outcomes" role="group" aria-label="Show devices by outcome">
        ${this.#outcomeButton(null)} ${deviceOutcomes.map(outcome => this.#outcomeButton(outcome))}
      </div>
      <div class="bar">
        <vscode-label for="text">Id contains</vscode-label>
        <span class="grow"
          ><vscode-textfield id="text" .value=${this.filter.text} @change=${this.#onText}></vscode-textfield
        ></span>
        <span class="quiet grow found" aria-live="polite">${this.#summary}</span>
        <vscode-button secondary icon="refresh" ?disabled=${this.busy} @click=${() => this.reload()}
          >Refresh Devices</vscode-button
        >
        <vscode-button
          secondary
          icon="arrow-down"
          ?disabled=${this.busy || this.next === null}
          @click=${() => this.#ask(this.next)}
          >Load More</vscode-button
        >
      </div>
      <p class="problem" aria-live="polite">
        ${this.problem === '' ? '' : html`<vscode-icon name="error"></vscode-icon>${this.problem}`}
      </p>
      <result-grid
        label="Devices of the job"
        .columns=${deviceColumns}
        .rows=${rows}
        .order=${sortedOrder(rows, this.sort)}
        .sort=${this.sort}
        emptyText=${this.busy ? 'Loading devices…' : this.counts ? 'No device of the job is like this.' : 'The devices are found when the job starts.'}
        @sort-rows=${({ path }: SortEvent) => this.#sortBy(path)}
        @open-row=${({ row }: OpenRowEvent) => this.#open(row)}
      ></result-grid>
    `;
  }

  get #summary(): string {
    return describeDevices(this.rows.length, this.lookedAt, this.next !== null, this.busy);
  }

  #outcomeButton(outcome: DeviceOutcome | null): TemplateResult {
    const count = outcome === null ? this.counts?.total : countOf(this.counts, outcome);
    const word = outcome === null ? 'All' : outcomeWords[outcome];
    const chosen = this.filter.outcome === outcome;

    return html`<vscode-button
      ?secondary=${!chosen}
      icon=${chosen ? 'check' : ''}
      aria-pressed=${chosen}
      title=${(outcome && outcomeHints[outcome]) ?? ''}
      @click=${() => this.#change({ ...this.filter, outcome })}
      >${word}${count === undefined ? '' : ` ${count.toLocaleString()}`}</vscode-button
    >`;
  }

  readonly #onText = (event: Event) => this.#change({ ...this.filter, text: (event.target as HTMLInputElement).value });

  #change(filter: PageRowFilter): void {
    this.dispatchEvent(new FilterEvent(filter));
  }

  /** Up, then down, then as the hub gave the rows. */
  #sortBy(path: ColumnPath): void {
    const same = this.sort && columnName(this.sort.path) === columnName(path) ? this.sort : undefined;
    this.sort = same?.descending ? undefined : { path, descending: same !== undefined };
  }

  #open({ device, module }: JsonObject): void {
    if (typeof device !== 'string' || typeof module !== 'string') return;
    this.dispatchEvent(new OpenDeviceEvent(device, module));
  }

  async #ask(after: string | null): Promise<void> {
    if (!this.load) return;
    const request = ++this.#request;
    this.busy = true;
    this.problem = '';
    try {
      const answer = await this.load(this.filter, after);
      if (request !== this.#request) return;
      this.rows = after === null ? answer.rows : [...this.rows, ...answer.rows];
      this.lookedAt = (after === null ? 0 : this.lookedAt) + answer.lookedAt;
      this.next = answer.next;
      this.#wentOn = after !== null;
    } catch (error) {
      if (request === this.#request) this.problem = error instanceof Error ? error.message : String(error);
    }
    if (request === this.#request) this.busy = false;
  }
}
