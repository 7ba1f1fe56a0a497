import { type TemplateResult, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ScrollingRows } from './scrollingRows.ts';

export interface CheckListItem {
  readonly id: string;
  /** Stands behind the id, less prominent. */
  readonly description: string;
}

/** Someone checked or unchecked items. */
export class CheckEvent extends Event {
  constructor(
    readonly ids: readonly string[],
    readonly checked: boolean,
  ) {
    super('check', { bubbles: true, composed: true });
  }
}

/** A list of things to check, of any length, with one stop for Tab: arrows move, Space checks, Ctrl+A checks all. */
export class CheckList extends ScrollingRows {
  static override readonly properties = {
    label: { type: String },
    items: { attribute: false },
    checked: { attribute: false },
    active: { state: true },
  };

  static override readonly styles = css`
    .scroller {
      overflow: auto;
      height: 168px;
      contain: strict;
      border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
    }
    .scroller:focus-visible {
      outline: 1px solid var(--vscode-focusBorder);
      outline-offset: -1px;
    }
    .option {
      display: flex;
      align-items: center;
      gap: 6px;
      height: 24px;
      padding: 0 8px;
      white-space: nowrap;
      cursor: pointer;
    }
    .option:hover {
      background: var(--vscode-list-hoverBackground);
    }
    .scroller:focus-visible .active {
      outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-focusBorder));
      outline-offset: -1px;
    }
    .box {
      flex: none;
      width: 16px;
      height: 16px;
      border-radius: 3px;
      border: 1px solid var(--vscode-checkbox-border);
      background: var(--vscode-checkbox-background);
      color: var(--vscode-checkbox-foreground);
    }
    .id {
      font-family: var(--vscode-editor-font-family);
    }
    .description {
      color: var(--vscode-descriptionForeground);
    }
  `;

  declare label: string;
  declare items: readonly CheckListItem[];
  declare checked: ReadonlySet<string>;
  declare active: number;

  constructor() {
    super();
    this.label = '';
    this.items = [];
    this.checked = new Set();
    this.active = 0;
  }

  protected override get rowCount(): number {
    return this.items.length;
  }

  protected override render(): TemplateResult {
    const { first, end } = this.visible;

    return html`
      <div
        class="scroller"
        tabindex="0"
        role="listbox"
        aria-multiselectable="true"
        aria-label=${this.label}
        aria-activedescendant=${`option-${this.active}`}
        @scroll=${this.onScroll}
        @keydown=${this.#onKey}
      >
        <div class="space" role="presentation">
          <div class="rows" role="presentation">
            ${repeat(
              this.items.slice(first, end),
              item => item.id,
              (item, index) => this.#option(item, first + index),
            )}
          </div>
        </div>
      </div>
    `;
  }

  #option(item: CheckListItem, index: number): TemplateResult {
    const checked = this.checked.has(item.id);
    return html`<div
      id="option-${index}"
      class="option ${index === this.active ? 'active' : ''}"
      role="option"
      aria-selected=${checked}
      aria-setsize=${this.items.length}
      aria-posinset=${index + 1}
      @click=${() => this.#toggle(index)}
    >
      <span class="box">${checked ? html`<vscode-icon name="check" size="16"></vscode-icon>` : ''}</span>
      <span class="id">${item.id}</span><span class="description">${item.description}</span>
    </div>`;
  }

  #toggle(index: number): void {
    const item = this.items[index];
    if (!item) return;

    this.active = index;
    this.dispatchEvent(new CheckEvent([item.id], !this.checked.has(item.id)));
  }

  readonly #onKey = (event: KeyboardEvent) => {
    if (!this.#handleKey(event)) return;

    event.preventDefault();
    this.reveal(this.active);
  };

  #handleKey({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
    const page = Math.max(1, Math.floor((this.scroller?.clientHeight ?? 0) / this.rowHeight) - 1);
    const steps = new Map([
      ['ArrowDown', 1],
      ['ArrowUp', -1],
      ['PageDown', page],
      ['PageUp', -page],
      ['Home', -this.items.length],
      ['End', this.items.length],
    ]);
    const step = steps.get(key);
    if (step !== undefined) this.active = Math.max(0, Math.min(this.items.length - 1, this.active + step));
    else if (key === ' ' || key === 'Enter') this.#toggle(this.active);
    else if (key === 'a' && (ctrlKey || metaKey))
      this.dispatchEvent(
        new CheckEvent(
          this.items.map(({ id }) => id),
          true,
        ),
      );
    else return false;

    return true;
  }
}
