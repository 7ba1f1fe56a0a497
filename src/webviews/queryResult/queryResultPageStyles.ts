import { css } from 'lit';

/** The grid takes what height the rest leaves, and never less than some rows. */
export const queryResultPageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  h1 {
    margin: 0 0 4px;
    font-size: 1.5em;
    font-weight: 400;
  }
  pre {
    max-height: 6em;
    overflow: auto;
    margin: 0 0 8px;
    padding: 6px 10px;
    background: var(--vscode-textCodeBlock-background);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  pre:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
  }
  .notice {
    padding: 6px 10px;
    border-left: 3px solid var(--vscode-focusBorder);
    background: var(--vscode-textBlockQuote-background);
  }
  result-grid {
    flex: 1;
    min-height: 264px;
  }
`;
