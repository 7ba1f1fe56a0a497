import { LitElement, type TemplateResult, html } from 'lit';
import type { RatePoint } from '../../protocol/simulatorRun.ts';
import type { ChartPoint } from '../lineChart.ts';
import { sharedStyles } from '../sharedStyles.ts';
import { valueTable, valueTableStyles } from '../valueTable.ts';
import { keptSeconds } from './runView.ts';

/** The seconds that the table lists. */
const listedSeconds = 60;

/** Messages per second: the figure, its course as a chart, and the same as a table. */
export class RatePanel extends LitElement {
  static override readonly properties = {
    rates: { attribute: false },
  };

  static override readonly styles = [sharedStyles, valueTableStyles];

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
      ${valueTable({
        summary: 'The last minute as a table',
        label: 'Messages per second in the last minute',
        names: ['Messages'],
        rows: this.rates
          .slice(-listedSeconds)
          .toReversed()
          .map(({ second, sent }) => ({ time: new Date(second * 1000).toLocaleTimeString(), values: [sent] })),
      })}
    `;
  }
}

function chartPoints(rates: readonly RatePoint[]): ChartPoint[] {
  return rates.map(({ second, sent }) => ({ second, values: [sent] }));
}
