import { css } from 'lit';

/** What all components of pages look like; only with the theme's variables. */
export const sharedStyles = css`
  :host {
    display: block;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
  }
  h2 {
    margin: 0 0 8px;
    font-size: 1.1em;
    font-weight: 600;
  }
  p {
    margin: 0 0 8px;
  }
  .quiet {
    color: var(--vscode-descriptionForeground);
  }
  .problem {
    color: var(--vscode-errorForeground);
  }
  .problem vscode-icon,
  .notice vscode-icon {
    vertical-align: text-bottom;
    margin-right: 4px;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 8px;
  }
  .grow {
    flex: 1;
    min-width: 10em;
  }
  code,
  pre {
    font-family: var(--vscode-editor-font-family);
    font-size: var(--vscode-editor-font-size);
  }
  details {
    margin: 8px 0;
  }
  summary {
    cursor: pointer;
    padding: 2px 0;
  }
  summary:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  summary h2 {
    display: inline;
  }
`;
