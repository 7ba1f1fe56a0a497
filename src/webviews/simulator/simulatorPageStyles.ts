import { css } from 'lit';

/** Two columns where there is room: what is chosen, and what comes of it. */
export const simulatorPageStyles = css`
  h1 {
    margin: 0 0 4px;
    font-size: 1.5em;
    font-weight: 400;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px 32px;
    margin-top: 16px;
  }
  @media (min-width: 760px) {
    .columns {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }
  }
  details,
  rate-panel,
  event-log {
    margin-top: 20px;
  }
  .notice {
    padding: 6px 10px;
    border-left: 3px solid var(--vscode-focusBorder);
    background: var(--vscode-textBlockQuote-background);
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
