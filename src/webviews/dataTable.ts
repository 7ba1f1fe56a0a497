import { type TemplateResult, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ScrollingRows } from './scrollingRows.ts';

export interface TableColumn<Row> {
  readonly heading: string;
  /** A track of a CSS grid. */
  readonly width: string;
  readonly numeric?: boolean;
  readonly cell: (row: Row) => TemplateResult | string;
}

/** A table of any length that draws only the rows in view. Its rows are all one line high. */
export class DataTable<Row> extends ScrollingRows {
  static override readonly properties = {
    label: { type: String },
    columns: { attribute: false },
    rows: { attribute: false },
    emptyText: { type: String },
  };

  static override readonly styles = css`
    :host {
      display: block;
      font-size: var(--vscode-font-size);
    }
    .scroller {
      overflow: auto;
      height: 264px;
      border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
      contain: strict;
    }
    .scroller:focus-visible {
      outline: 1px solid var(--vscode-focusBorder);
      outline-offset: -1px;
    }
    .table {
      min-width: 34em;
    }
    .row {
      display: grid;
      height: 24px;
      line-height: 24px;
      column-gap: 16px;
      padding: 0 8px;
    }
    .rows .row:hover {
      background: var(--vscode-list-hoverBackground);
      outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
      outline-offset: -1px;
    }
    .head {
      position: sticky;
      top: 0;
      z-index: 1;
      font-weight: 600;
      background: var(--vscode-editor-background);
      border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, currentColor));
    }
    .row > * {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .numeric {
      text-align: right;
      font-variant-numeric: tabular-nums;
    }
    .empty {
      padding: 8px;
      color: var(--vscode-descriptionForeground);
    }
    .id {
      font-family: var(--vscode-editor-font-family);
      user-select: all;
    }
    vscode-icon {
      vertical-align: text-bottom;
      margin-right: 4px;
    }
  `;

  declare label: string;
  declare columns: readonly TableColumn<Row>[];
  declare rows: readonly Row[];
  /** What to say while there are no rows. */
  declare emptyText: string;

  constructor() {
    super();
    this.label = '';
    this.columns = [];
    this.rows = [];
    this.emptyText = '';
  }

  protected override get rowCount(): number {
    return this.rows.length;
  }

  protected override render(): TemplateResult {
    const { first, end } = this.visible;

    return html`
      <div class="scroller" tabindex="0" role="region" aria-label=${this.label} @scroll=${this.onScroll}>
        <div class="table" role="table" aria-label=${this.label} aria-rowcount=${this.rows.length + 1}>
          <div class="row head" role="row" aria-rowindex="1">
            ${this.columns.map(
              column => html`<span role="columnheader" class=${classOf(column)}>${column.heading}</span>`,
            )}
          </div>
          <div class="space" role="rowgroup">
            <div class="rows" role="presentation">
              ${repeat(
                this.rows.slice(first, end),
                (_, index) => first + index,
                (row, index) => this.#row(row, first + index),
              )}
            </div>
          </div>
        </div>
        ${this.rows.length === 0 ? html`<div class="empty">${this.emptyText}</div>` : ''}
      </div>
    `;
  }

  protected override updated(changed: Parameters<ScrollingRows['updated']>[0]): void {
    super.updated(changed);
    const tracks = this.columns.map(({ width }) => width).join(' ');
    for (const row of this.renderRoot.querySelectorAll<HTMLElement>('.row')) row.style.gridTemplateColumns = tracks;
  }

  #row(row: Row, index: number): TemplateResult {
    return html`<div class="row" role="row" aria-rowindex=${index + 2}>
      ${this.columns.map(column => html`<span role="cell" class=${classOf(column)}>${column.cell(row)}</span>`)}
    </div>`;
  }
}

function classOf({ numeric = false }: { readonly numeric?: boolean }): string {
  return numeric ? 'numeric' : '';
}
