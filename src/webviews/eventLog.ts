import { LitElement, type PropertyValues, type TemplateResult, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EventLogLine } from './eventLogLine.ts';
import { sharedStyles } from './sharedStyles.ts';

/** A log whose lines come and go. While it is paused, it shows what it showed then. */
export class EventLog extends LitElement {
  static override readonly properties = {
    lines: { attribute: false },
    dropped: { type: Number },
    paused: { state: true },
  };

  static override readonly styles = [
    sharedStyles,
    css`
      .lines {
        height: 220px;
        overflow: auto;
        margin: 0;
        padding: 4px 8px;
        border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
        font-family: var(--vscode-editor-font-family);
        font-size: var(--vscode-editor-font-size);
        line-height: 1.5;
        list-style: none;
      }
      .lines:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      li {
        overflow-wrap: anywhere;
      }
      time,
      .dropped {
        color: var(--vscode-descriptionForeground);
      }
      vscode-icon {
        vertical-align: text-bottom;
      }
    `,
  ];

  declare lines: readonly EventLogLine[];
  /** Older lines that are gone. */
  declare dropped: number;
  declare paused: boolean;
  #shown: { readonly lines: readonly EventLogLine[]; readonly dropped: number } = { lines: [], dropped: 0 };
  #atEnd = true;

  constructor() {
    super();
    this.lines = [];
    this.dropped = 0;
    this.paused = false;
  }

  protected override willUpdate(): void {
    if (!this.paused) this.#shown = { lines: this.lines, dropped: this.dropped };
    const list = this.renderRoot?.querySelector('.lines');
    this.#atEnd = !list || list.scrollTop + list.clientHeight >= list.scrollHeight - 4;
  }

  protected override render(): TemplateResult {
    const { lines, dropped } = this.#shown;

    return html`
      <div class="bar">
        <h2 class="grow">Log</h2>
        <span class="quiet" aria-live="polite">${this.#pauseText}</span>
        <vscode-button secondary icon=${this.paused ? 'debug-continue' : 'debug-pause'} @click=${this.#togglePause}>
          ${this.paused ? 'Resume' : 'Pause'}
        </vscode-button>
        <vscode-button secondary icon="clear-all" @click=${this.#clear}>Clear</vscode-button>
      </div>
      <ol class="lines" tabindex="0" role="log" aria-live="off" aria-label="Log">
        ${dropped > 0 ? html`<li class="dropped">${dropped.toLocaleString()} older lines were dropped</li>` : ''}
        ${repeat(
          lines,
          line => line,
          line => this.#line(line),
        )}
        ${lines.length === 0 ? html`<li class="quiet">Nothing has happened yet.</li>` : ''}
      </ol>
    `;
  }

  /** Follows the end of the log, unless someone scrolled away from it. */
  protected override updated(_changed: PropertyValues): void {
    const list = this.renderRoot.querySelector('.lines');
    if (list && this.#atEnd && !this.paused) list.scrollTop = list.scrollHeight;
  }

  get #pauseText(): string {
    return this.paused ? 'Paused. The devices go on.' : '';
  }

  #line({ atMs, subject, text, icon }: EventLogLine): TemplateResult {
    const at = new Date(atMs);
    return html`<li>
      <time datetime=${at.toISOString()}>${at.toLocaleTimeString()}</time>
      <vscode-icon name=${icon}></vscode-icon> <b>${subject}</b> ${text}
    </li>`;
  }

  readonly #togglePause = () => {
    this.paused = !this.paused;
  };

  readonly #clear = () => this.dispatchEvent(new Event('clear-log'));
}
