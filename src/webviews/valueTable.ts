import { type TemplateResult, css, html } from 'lit';

/** Looks of {@link valueTable}, for the component that has one. */
export const valueTableStyles = css`
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
`;

export interface ValueTable {
  /** What opens it. */
  readonly summary: string;
  /** What it shows, for screen readers. */
  readonly label: string;
  /** The names of the values. */
  readonly names: readonly string[];
  /** As the table lists them. */
  readonly rows: readonly { readonly time: string; readonly values: readonly number[] }[];
}

/** What a chart draws, as a table of numbers that is closed until somebody opens it. */
export function valueTable({ summary, label, names, rows }: ValueTable): TemplateResult {
  return html`<details>
    <summary>${summary}</summary>
    <div class="table" tabindex="0" role="region" aria-label=${label}>
      <table>
        <thead>
          <tr>
            ${['Time', ...names].map(name => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ time, values }) =>
              html`<tr>
                <td>${time}</td>
                ${values.map(value => html`<td>${value.toLocaleString()}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
