import { type PropertyValues, type TemplateResult, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { JsonObject } from '../domain/json.ts';
import { type ColumnPath, cellAt, cellText, columnName } from '../domain/queryResult/rowColumns.ts';
import type { RowSort } from '../domain/queryResult/sortedOrder.ts';
import { ScrollingRows } from './scrollingRows.ts';
import { columnWidth } from './columnWidth.ts';
import { type GridCell, gridMove } from './gridMove.ts';
import { resultGridStyles } from './resultGridStyles.ts';

/** Someone wants the rows sorted by a column. */
export class SortEvent extends Event {
  constructor(readonly path: ColumnPath) {
    super('sort-rows');
  }
}

/** Someone opened a row. */
export class OpenRowEvent extends Event {
  constructor(readonly row: JsonObject) {
    super('open-row');
  }
}

/** Rows of a query, of any number, with one stop for Tab: arrows move, Enter sorts by a heading or opens a row. */
export class ResultGrid extends ScrollingRows {
  static override readonly properties = {
    label: { type: String },
    columns: { attribute: false },
    rows: { attribute: false },
    order: { attribute: false },
    sort: { attribute: false },
    emptyText: { type: String },
    active: { state: true },
  };

  static override readonly styles = resultGridStyles;

  declare label: string;
  declare columns: readonly ColumnPath[];
  declare rows: readonly JsonObject[];
  /** Indexes of {@link rows}, as they are shown. */
  declare order: readonly number[];
  declare sort: RowSort | undefined;
  /** What to say while there are no rows. */
  declare emptyText: string;
  declare active: GridCell;

  constructor() {
    super();
    this.label = 'Rows';
    this.columns = [];
    this.rows = [];
    this.order = [];
    this.emptyText = '';
    this.active = { row: 0, column: 0 };
  }

  protected override get rowCount(): number {
    return this.order.length;
  }

  protected override render(): TemplateResult {
    const { first, end } = this.visible;

    return html`<div
      class="scroller"
      tabindex="0"
      role="grid"
      aria-label=${this.label}
      aria-readonly="true"
      aria-rowcount=${this.order.length + 1}
      aria-colcount=${this.columns.length}
      aria-activedescendant=${cellId(this.active)}
      @scroll=${this.onScroll}
      @keydown=${this.#onKey}
    >
      <div class="grid" role="presentation">
        <div class="row head" role="row" aria-rowindex="1">
          ${this.columns.map((path, column) => this.#heading(path, column))}
        </div>
        <div class="space" role="presentation">
          <div class="rows" role="rowgroup">
            ${repeat(
              this.order.slice(first, end),
              index => index,
              (index, place) => this.#row(this.rows[index] ?? {}, first + place),
            )}
          </div>
        </div>
      </div>
      ${this.order.length === 0 ? html`<div class="empty">${this.emptyText}</div>` : ''}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const tracks = this.columns.map(path => `calc(${columnWidth(path, this.rows)}ch + 16px)`).join(' ');
    for (const row of this.renderRoot.querySelectorAll<HTMLElement>('.row')) row.style.gridTemplateColumns = tracks;
    if (changed.has('active')) this.#revealCell();
  }

  #heading(path: ColumnPath, column: number): TemplateResult {
    const name = columnName(path);
    const sorted = this.sort && columnName(this.sort.path) === name ? this.sort : undefined;
    const direction = sorted?.descending ? 'descending' : 'ascending';

    return html`<span
      id=${cellId({ row: -1, column })}
      role="columnheader"
      class=${this.#cellClass(-1, column)}
      title=${`${name}: click to sort`}
      aria-colindex=${column + 1}
      aria-sort=${sorted ? direction : 'none'}
      @click=${() => this.#sortBy(column)}
      >${name}${sorted ? html`<vscode-icon name=${sorted.descending ? 'arrow-down' : 'arrow-up'}></vscode-icon>` : ''}</span
    >`;
  }

  #row(row: JsonObject, index: number): TemplateResult {
    return html`<div
      class="row ${index === this.active.row ? 'active' : ''}"
      role="row"
      aria-rowindex=${index + 2}
      @dblclick=${() => this.dispatchEvent(new OpenRowEvent(row))}
    >
      ${this.columns.map((path, column) => this.#cell(row, path, { row: index, column }))}
    </div>`;
  }

  #cell(row: JsonObject, path: ColumnPath, place: GridCell): TemplateResult {
    const value = cellAt(row, path);
    const text = cellText(value);
    const kind = typeof value === 'number' ? 'number' : '';

    return html`<span
      id=${cellId(place)}
      role="gridcell"
      class="${kind} ${this.#cellClass(place.row, place.column)}"
      title=${text}
      aria-colindex=${place.column + 1}
      @click=${() => (this.active = place)}
      >${text}</span
    >`;
  }

  #cellClass(row: number, column: number): string {
    return row === this.active.row && column === this.active.column ? 'cell' : '';
  }

  #sortBy(column: number): void {
    const path = this.columns[column];
    this.active = { row: -1, column };
    if (path) this.dispatchEvent(new SortEvent(path));
  }

  readonly #onKey = (event: KeyboardEvent) => {
    if (this.#handleKey(event)) event.preventDefault();
  };

  #handleKey({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
    const rowsInView = Math.max(1, Math.floor((this.scroller?.clientHeight ?? 0) / this.rowHeight) - 2);
    const size = { rows: this.order.length, columns: this.columns.length, rowsInView };
    const to = gridMove(this.active, key, ctrlKey || metaKey, size);
    if (to) this.active = to;
    else if (key === 'Enter') this.#enter();
    else if (key === 'c' && (ctrlKey || metaKey)) this.#copy();
    else return false;

    return true;
  }

  #enter(): void {
    if (this.active.row < 0) return this.#sortBy(this.active.column);
    const row = this.#activeRow;
    if (row) this.dispatchEvent(new OpenRowEvent(row));
  }

  /** What is selected with the mouse, else the cell. */
  #copy(): void {
    const path = this.columns[this.active.column];
    const row = this.#activeRow;
    const selected = getSelection()?.toString() ?? '';
    if (path) void navigator.clipboard.writeText(selected || cellText(row ? cellAt(row, path) : columnName(path)));
  }

  get #activeRow(): JsonObject | undefined {
    return this.rows[this.order[this.active.row] ?? -1];
  }

  /** The row of headings covers the first row of the view. */
  #revealCell(): void {
    const { scroller, active } = this;
    if (!scroller) return;

    const top = active.row * this.rowHeight;
    if (active.row >= 0 && top < scroller.scrollTop) scroller.scrollTop = top;
    const hidden = top + 2 * this.rowHeight + 2 - scroller.clientHeight;
    if (hidden > scroller.scrollTop) scroller.scrollTop = hidden;
    this.#revealColumn(scroller);
  }

  #revealColumn(scroller: HTMLElement): void {
    const heading = this.renderRoot.querySelector<HTMLElement>(`#${cellId({ row: -1, column: this.active.column })}`);
    if (!heading) return;

    const { offsetLeft, offsetWidth } = heading;
    if (offsetLeft < scroller.scrollLeft) scroller.scrollLeft = offsetLeft;
    const hidden = offsetLeft + offsetWidth - scroller.clientWidth;
    if (hidden > scroller.scrollLeft) scroller.scrollLeft = hidden;
  }
}

function cellId({ row, column }: GridCell): string {
  return `cell-${row < 0 ? 'head' : row}-${column}`;
}
