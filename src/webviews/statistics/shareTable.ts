import { LitElement, type TemplateResult, html } from 'lit';
import type { Share } from '../../protocol/statisticsPage.ts';
import { sharedStyles } from '../sharedStyles.ts';
import { bar, barStyles } from './barStyles.ts';

/** Rows that are shown unless a person asks for all. */
const shownFirst = 12;

/** Parts of a whole, each with its number, its share and a bar. */
export class ShareTable extends LitElement {
  static override readonly properties = {
    caption: { type: String },
    heading: { type: String },
    unit: { type: String },
    shares: { attribute: false },
    all: { state: true },
  };

  static override readonly styles = [sharedStyles, barStyles];

  declare caption: string;
  /** Of the first column. */
  declare heading: string;
  /** Of the numbers: `Devices`. */
  declare unit: string;
  declare shares: readonly Share[];
  declare all: boolean;

  constructor() {
    super();
    this.caption = '';
    this.heading = '';
    this.unit = '';
    this.shares = [];
    this.all = false;
  }

  protected override render(): TemplateResult {
    const whole = this.shares.reduce((sum, { count }) => sum + count, 0);
    const shown = this.all ? this.shares : this.shares.slice(0, shownFirst);
    const left = this.shares.length - shown.length;

    return html`
      <table>
        <caption>
          ${this.caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${this.heading}</th>
            <th scope="col" class="numeric">${this.unit}</th>
            <th scope="col" class="numeric">Share</th>
            <td class="measure"></td>
          </tr>
        </thead>
        <tbody>
          ${shown.map(share => shareRow(share, whole))}
        </tbody>
      </table>
      ${
        left > 0
          ? html`<p>
              <vscode-button secondary @click=${this.#showAll}>Show ${left.toLocaleString()} More</vscode-button>
            </p>`
          : ''
      }
    `;
  }

  readonly #showAll = (): void => {
    this.all = true;
  };
}

function shareRow({ name, count }: Share, whole: number): TemplateResult {
  const part = whole === 0 ? 0 : count / whole;
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="numeric">${count.toLocaleString()}</td>
    <td class="numeric">${part.toLocaleString([], { style: 'percent', maximumFractionDigits: 1 })}</td>
    <td class="measure">${bar(part)}</td>
  </tr>`;
}
