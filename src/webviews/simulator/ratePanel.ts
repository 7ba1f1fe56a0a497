import { LitElement, type TemplateResult, css, html } from 'lit';
import type { RatePoint } from '../../protocol/simulatorRun.ts';
import type { ChartPoint } from '../lineChart.ts';
import { sharedStyles } from '../sharedStyles.ts';
import { keptSeconds } from './runView.ts';

/** The seconds that the table lists. */
const listedSeconds = 60;

/** Messages per second: the figure, its course as a chart, and the same as a table. */
export class RatePanel extends LitElement {
  static override readonly properties = {
    rates: { attribute: false },
  };

  static override readonly styles = [
    sharedStyles,
    css`
      .table {
        max-height: 14em;
        overflow: auto;
      }
      .table:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
      }
      table {
        border-collapse: collapse;
      }
      th,
      td {
        padding: 2px 16px 2px 0;
        text-align: right;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  declare rates: readonly RatePoint[];

  constructor() {
    super();
    this.rates = [];
  }

  protected override render(): TemplateResult {
    const current = this.rates.at(-1)?.sent ?? 0;

    return html`
      <h2>Messages per second: ${current.toLocaleString()}</h2>
      <line-chart .points=${chartPoints(this.rates)} seconds=${keptSeconds}></line-chart>
      <details>
        <summary>The last minute as a table</summary>
        <div class="table" tabindex="0" role="region" aria-label="Messages per second in the last minute">
          <table>
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">Messages</th>
              </tr>
            </thead>
            <tbody>
              ${this.rates.slice(-listedSeconds).toReversed().map(rateRow)}
            </tbody>
          </table>
        </div>
      </details>
    `;
  }
}

function rateRow({ second, sent }: RatePoint): TemplateResult {
  return html`<tr>
    <td>${new Date(second * 1000).toLocaleTimeString()}</td>
    <td>${sent.toLocaleString()}</td>
  </tr>`;
}

function chartPoints(rates: readonly RatePoint[]): ChartPoint[] {
  return rates.map(({ second, sent }) => ({ second, values: [sent] }));
}
