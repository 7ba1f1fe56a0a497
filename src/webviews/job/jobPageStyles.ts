import { css } from 'lit';

export const jobPageStyles = css`
  h1 {
    margin: 0 0 4px;
    font-size: 1.5em;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  section {
    margin-top: 20px;
  }
  .notice {
    padding: 6px 10px;
    border-left: 3px solid var(--vscode-focusBorder);
    background: var(--vscode-textBlockQuote-background);
  }
  .meter {
    height: 6px;
    margin: 8px 0;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-editorWidget-border, var(--vscode-widget-border)));
    background: var(--vscode-editorWidget-background);
  }
  .meter > div {
    height: 100%;
    background: var(--vscode-progressBar-background, var(--vscode-foreground));
  }
  dl {
    display: grid;
    grid-template-columns: minmax(8em, max-content) minmax(0, 1fr);
    gap: 4px 16px;
    margin: 0 0 8px;
  }
  dt {
    color: var(--vscode-descriptionForeground);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
    user-select: text;
  }
  pre {
    max-height: 12em;
    overflow: auto;
    margin: 0;
    padding: 6px 10px;
    background: var(--vscode-textCodeBlock-background);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  pre:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .stages {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
  }
  th,
  td {
    padding: 2px 20px 2px 0;
    text-align: left;
  }
  .numeric {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
`;
