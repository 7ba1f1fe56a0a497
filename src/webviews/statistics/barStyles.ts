import { type TemplateResult, css, html, svg } from 'lit';

/** Tables whose rows end with a bar: the table is the chart, so that nobody needs to see the bars. */
export const barStyles = css`
  table {
    width: 100%;
    max-width: 52em;
    border-collapse: collapse;
  }
  caption {
    text-align: left;
    padding-bottom: 4px;
  }
  th,
  td {
    padding: 3px 12px 3px 0;
    text-align: left;
    font-weight: 400;
    overflow-wrap: break-word;
  }
  thead th {
    color: var(--vscode-descriptionForeground);
    border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, currentColor));
  }
  .numeric {
    text-align: right;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .measure {
    width: 45%;
    padding-right: 0;
  }
  svg {
    display: block;
    width: 100%;
    height: 12px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
  }
  .track {
    fill: var(--vscode-editorWidget-background);
  }
  .filled {
    fill: var(--vscode-charts-blue, var(--vscode-foreground));
  }
`;

/** A bar that is filled to `part` of its length, 0 to 1. */
export function bar(part: number): TemplateResult {
  const width = Math.max(0, Math.min(1, part)) * 100;
  return html`<svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect class="track" width="100" height="1"></rect><rect class="filled" width=${width} height="1"></rect>`}
  </svg>`;
}
