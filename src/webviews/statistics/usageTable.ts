import { LitElement, type TemplateResult, html } from 'lit';
import type { UsageRow } from '../../protocol/statisticsPage.ts';
import { sharedStyles } from '../sharedStyles.ts';
import { bar, barStyles } from './barStyles.ts';

/** What the tier of a hub allows, beside what was used of it. */
export class UsageTable extends LitElement {
  static override readonly properties = { rows: { attribute: false } };

  static override readonly styles = [sharedStyles, barStyles];

  declare rows: readonly UsageRow[];

  constructor() {
    super();
    this.rows = [];
  }

  protected override render(): TemplateResult {
    return html`<table>
      <caption>
        What was used of what the tier allows
      </caption>
      <thead>
        <tr>
          <th scope="col">Limit</th>
          <th scope="col" class="numeric">Used</th>
          <th scope="col" class="numeric">Allowed</th>
          <td class="measure"></td>
        </tr>
      </thead>
      <tbody>
        ${this.rows.map(usageRow)}
      </tbody>
    </table>`;
  }
}

function usageRow({ name, used, limit }: UsageRow): TemplateResult {
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="numeric">${used === null ? '–' : used.toLocaleString()}</td>
    <td class="numeric">${limit === null ? 'unlimited' : limit.toLocaleString()}</td>
    <td class="measure">${used === null || !limit ? '' : bar(used / limit)}</td>
  </tr>`;
}
