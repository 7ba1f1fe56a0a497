import { css } from 'lit';

export const resultGridStyles = css`
  :host {
    display: flex;
    font-size: var(--vscode-font-size);
  }
  .scroller {
    flex: 1;
    overflow: auto;
    border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
    contain: strict;
  }
  .scroller:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .grid {
    min-width: max-content;
  }
  /* The font of the row measures the columns: it must be the same for headings and cells. */
  .row {
    display: grid;
    height: 24px;
    line-height: 24px;
    font-family: var(--vscode-editor-font-family);
  }
  .rows .row:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .rows .row.active {
    background: var(--vscode-list-inactiveSelectionBackground);
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
  }
  .head {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--vscode-editor-background);
    border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, currentColor));
  }
  .head span {
    font-weight: 600;
    cursor: pointer;
  }
  .row > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    padding: 0 8px;
  }
  .number {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  .scroller:focus-visible .cell {
    outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-focusBorder));
    outline-offset: -1px;
  }
  .empty {
    padding: 8px;
    color: var(--vscode-descriptionForeground);
  }
  vscode-icon {
    vertical-align: text-bottom;
  }
`;
