import { LitElement, type TemplateResult, css, html } from 'lit';
import type { CountPoint } from '../../protocol/statisticsPage.ts';
import type { ChartPoint } from '../lineChart.ts';
import { sharedStyles } from '../sharedStyles.ts';
import { valueTable, valueTableStyles } from '../valueTable.ts';

/** The least time that a chart shows, in seconds: a few minutes would fill it with chance. */
const leastSeconds = 600;
/** Rows of the table. */
const listedPoints = 100;

/** How many devices a hub has now, and had: figures, two charts, and the same as a table. */
export class CountsPanel extends LitElement {
  static override readonly properties = { points: { attribute: false } };

  static override readonly styles = [
    sharedStyles,
    valueTableStyles,
    css`
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 32px;
        margin: 0 0 16px;
      }
      dt {
        color: var(--vscode-descriptionForeground);
      }
      dd {
        margin: 0;
        font-size: 1.8em;
        font-variant-numeric: tabular-nums;
      }
      .charts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
        gap: 8px 24px;
      }
      h3 {
        margin: 0 0 4px;
        font-size: 1em;
        font-weight: 400;
      }
    `,
  ];

  declare points: readonly CountPoint[];

  constructor() {
    super();
    this.points = [];
  }

  protected override render(): TemplateResult {
    const last = this.points.at(-1);
    if (!last) return html`<p class="quiet">The devices were not counted yet.</p>`;

    return html`
      <dl>
        ${figure('Devices', last.total)} ${figure('Enabled', last.enabled)} ${figure('Disabled', last.disabled)}
        ${figure('Connected', last.connected)}
      </dl>
      <div class="charts">
        ${this.#chart('Devices over time', ({ total }) => total)}
        ${this.#chart('Connected over time', ({ connected }) => connected)}
      </div>
      <p class="quiet">
        Counted whenever the tree lists devices or changes some, and each minute while this page is open.
      </p>
      ${this.#table()}
    `;
  }

  #chart(title: string, valueOf: (point: CountPoint) => number): TemplateResult {
    const points = this.points.map((point): ChartPoint => ({ second: point.atMs / 1000, values: [valueOf(point)] }));
    const first = points[0]?.second ?? 0;
    const seconds = Math.max(leastSeconds, (points.at(-1)?.second ?? 0) - first);
    return html`<div>
      <h3>${title}</h3>
      <line-chart .points=${points} seconds=${seconds}></line-chart>
    </div>`;
  }

  #table(): TemplateResult {
    return valueTable({
      summary: 'The counts as a table',
      label: 'Devices over time',
      names: ['Devices', 'Enabled', 'Disabled', 'Connected'],
      rows: this.points
        .slice(-listedPoints)
        .toReversed()
        .map(({ atMs, total, enabled, disabled, connected }) => ({
          time: new Date(atMs).toLocaleString(),
          values: [total, enabled, disabled, connected],
        })),
    });
  }
}

function figure(name: string, count: number): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${count.toLocaleString()}</dd>
  </div>`;
}
