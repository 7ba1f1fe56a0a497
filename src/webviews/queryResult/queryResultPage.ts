import { type PropertyDeclarations, type PropertyValues, type TemplateResult, html } from 'lit';
import type { JsonObject } from '../../domain/json.ts';
import { type ColumnPath, columnName, columnsOf, columnsToShow } from '../../domain/queryResult/rowColumns.ts';
import { type RowSort, sortedOrder } from '../../domain/queryResult/sortedOrder.ts';
import {
  type KeptResult,
  type QueryResultPageSchemas,
  type ResultPage,
  type ResultState,
  keptResult,
  queryResultPage,
} from '../../protocol/queryResultPage.ts';
import type { CheckEvent } from '../checkList.ts';
import { PageElement } from '../pageElement.ts';
import { sharedStyles } from '../sharedStyles.ts';
import { queryResultPageStyles } from './queryResultPageStyles.ts';
import type { OpenRowEvent, SortEvent } from '../resultGrid.ts';
import { describeRows } from './resultWords.ts';

/** The page "Query Result". */
export class QueryResultPage extends PageElement<QueryResultPageSchemas> {
  static override readonly properties: PropertyDeclarations = {
    result: { state: true },
    rows: { state: true },
    more: { state: true },
    shown: { state: true },
    sort: { state: true },
    loading: { state: true },
  };

  static override readonly styles = [sharedStyles, queryResultPageStyles];

  declare result: ResultState | undefined;
  declare rows: readonly JsonObject[] | undefined;
  declare more: boolean;
  /** What a person chose to see. */
  declare shown: readonly ColumnPath[] | undefined;
  declare sort: RowSort | undefined;
  /** Rows are on their way. */
  declare loading: boolean;
  #columns: readonly ColumnPath[] = [];
  #order: readonly number[] = [];
  protected override readonly events = {
    replaced: (state: ResultState) => void this.#replace(state),
    waiting: (text: string) => void (this.notice = text),
  };

  constructor() {
    super(queryResultPage);
    this.more = false;
    this.loading = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) this.#columns = columnsOf(this.rows ?? []);
    if (changed.has('rows') || changed.has('sort')) this.#order = sortedOrder(this.rows ?? [], this.sort);
  }

  protected override updated(): void {
    if (!this.result) return;
    const { order } = this.result;
    const kept = { order, shown: this.shown ? this.shown.map(path => [...path]) : null, sort: this.#keptSort() };
    this.host.keepState(kept satisfies KeptResult);
  }

  protected override render(): TemplateResult {
    const { order, hubName = '' } = this.result ?? {};

    return html`
      <h1>${order?.title ?? 'Query Result'}</h1>
      <p aria-live="polite">${hubName} <span class="quiet">· ${this.#summary}</span></p>
      <pre tabindex="0" aria-label="Query">${order?.text ?? ''}</pre>
      ${this.#actions()} ${this.messages()} ${this.#columnChoice()}
      <result-grid
        .columns=${this.#shownColumns}
        .rows=${this.rows ?? []}
        .order=${this.#order}
        .sort=${this.sort}
        emptyText=${this.rows ? 'Nothing matches the query.' : this.#summary}
        @sort-rows=${({ path }: SortEvent) => this.#sortBy(path)}
        @open-row=${({ row }: OpenRowEvent) => this.#open(row)}
      ></result-grid>
    `;
  }

  get #summary(): string {
    if (!this.rows && !this.loading) return this.problem === '' ? 'not run yet' : 'failed';
    return describeRows(this.rows?.length ?? 0, this.more, this.loading);
  }

  get #shownColumns(): readonly ColumnPath[] {
    if (!this.shown) return columnsToShow(this.#columns);
    const names = new Set(this.shown.map(columnName));
    return this.#columns.filter(path => names.has(columnName(path)));
  }

  #actions(): TemplateResult {
    const nothing = this.busy || !this.rows || this.rows.length === 0;

    return html`<div class="bar">
      <vscode-button icon="arrow-down" ?disabled=${this.busy || !this.more} @click=${this.#next}
        >Load More</vscode-button
      >
      <vscode-button secondary icon="refresh" ?disabled=${this.busy} @click=${this.#runAgain}>Run Again</vscode-button>
      ${
        this.result?.ofDevices
          ? html`<vscode-button secondary icon="symbol-method" ?disabled=${nothing} @click=${this.#invokeMethod}>
                Invoke Method on These…
              </vscode-button>
              <vscode-button secondary icon="rocket" ?disabled=${nothing} @click=${this.#newJob}
                >New Job…</vscode-button
              >`
          : ''
      }
      <vscode-button secondary icon="export" ?disabled=${nothing} @click=${() => this.#export('csv')}>
        Export CSV…
      </vscode-button>
      <vscode-button secondary icon="export" ?disabled=${nothing} @click=${() => this.#export('json')}>
        Export JSON…
      </vscode-button>
    </div>`;
  }

  #columnChoice(): TemplateResult | string {
    if (this.#columns.length < 2) return '';
    const shown = this.#shownColumns.map(columnName);

    return html`<details>
      <summary>Columns: ${shown.length} of ${this.#columns.length}</summary>
      <check-list
        label="Columns"
        .items=${this.#columns.map(path => ({ id: columnName(path), description: '' }))}
        .checked=${new Set(shown)}
        @check=${({ ids, checked }: CheckEvent) => this.#choose(new Set(ids), checked)}
      ></check-list>
    </details>`;
  }

  #choose(names: ReadonlySet<string>, checked: boolean): void {
    const before = new Set(this.#shownColumns.map(columnName));
    this.shown = this.#columns.filter(path => {
      const name = columnName(path);
      return names.has(name) ? checked : before.has(name);
    });
  }

  /** Up, then down, then as the hub gave the rows. */
  #sortBy(path: ColumnPath): void {
    const same = this.sort && columnName(this.sort.path) === columnName(path) ? this.sort : undefined;
    this.sort = same?.descending ? undefined : { path, descending: same !== undefined };
  }

  #open({ deviceId, moduleId }: JsonObject): void {
    if (typeof deviceId !== 'string') {
      this.notice = 'Only rows with a deviceId have a twin to open: add deviceId to the SELECT list.';
      return;
    }
    const module = typeof moduleId === 'string' ? moduleId : null;
    void this.work('The twin cannot be opened', () => this.ask('openTwin', deviceId, module));
  }

  protected override async restore(): Promise<void> {
    const kept = keptResult.safeParse(this.host.keptState);
    await this.work('The page cannot be filled', async () => {
      const state = await this.ask('state');
      if (kept.success && kept.data.order.source === state.order.source) {
        this.shown = kept.data.shown ?? undefined;
        this.sort = kept.data.sort ?? undefined;
      }
      this.result = state;
      if (state.loaded) this.#take(state.loaded);
      else if (!state.runsByItself) this.notice = 'The window was reloaded. Run the query again when you like.';
    });
    if (this.result?.loaded === null && this.result.runsByItself) await this.#load('next');
  }

  /** Another query has other columns, unless it is the same one. */
  async #replace(state: ResultState): Promise<void> {
    if (state.order.text !== this.result?.order.text) {
      this.shown = undefined;
      this.sort = undefined;
    }
    this.result = state;
    this.rows = undefined;
    this.more = false;
    await this.#load('next');
  }

  readonly #next = () => this.#load('next');

  readonly #runAgain = () => {
    this.rows = undefined;
    return this.#load('runAgain');
  };

  readonly #invokeMethod = () => this.work('The method cannot be invoked', () => this.ask('invokeMethod'));

  readonly #newJob = () => this.work('The job cannot be made', () => this.ask('newJob'));

  /** Another query may come to this page meanwhile: then what this one gives, or fails with, is of no interest. */
  async #load(method: 'next' | 'runAgain'): Promise<void> {
    const asked = this.result;
    this.loading = true;
    await this.work('The query failed', async () => {
      const page = await this.ask(method).catch((error: unknown) => {
        if (asked === this.result) throw error;
      });
      if (!page || asked !== this.result) return;
      this.#take(page);
      this.notice = '';
    });
    if (asked === this.result) this.loading = false;
  }

  #take({ rows, more }: ResultPage): void {
    this.rows = [...(this.rows ?? []), ...rows];
    this.more = more;
  }

  #export(format: 'csv' | 'json'): Promise<void> {
    const columns = this.#shownColumns.map(path => [...path]);
    return this.work('The rows cannot be exported', async () => {
      this.notice = await this.ask('export', { format, columns, order: [...this.#order] });
    });
  }

  #keptSort(): KeptResult['sort'] {
    return this.sort ? { path: [...this.sort.path], descending: this.sort.descending } : null;
  }
}
