import { css } from 'lit';

/**
 * Where there is room, what is chosen stands left and what comes of it right; else all in one column, in the same order,
 * which is that of reading and of Tab.
 */
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
      grid-template-rows: auto auto 1fr;
    }
    details {
      grid-row: span 2;
    }
  }
  details {
    margin: 0;
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
