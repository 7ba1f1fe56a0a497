import { LitElement, type TemplateResult, css, html } from 'lit';
import type { PickableDevice } from '../../protocol/simulatorPage.ts';
import type { CheckEvent } from '../checkList.ts';
import { sharedStyles } from '../sharedStyles.ts';

/** A part of the hub's devices. */
export interface DevicesPage {
  readonly items: readonly PickableDevice[];
  readonly next?: string | undefined;
}

export type LoadDevices = (request: {
  readonly idPrefix: string;
  readonly pageSize: number;
  readonly after?: string;
}) => Promise<DevicesPage>;

/** Someone chose other devices. */
export class SelectionEvent extends Event {
  constructor(readonly selected: ReadonlySet<string>) {
    super('selection');
  }
}

const pageSize = 100;
/** "Select all" takes larger pages, and stops somewhere: more devices do not fit in one process. */
const selectPageSize = 1000;
const mostSelected = 10_000;
const typingPauseMs = 300;

/** Chooses devices of the hub: by the start of their ids, a page at a time, or all that match. */
export class DevicePicker extends LitElement {
  static override readonly properties = {
    load: { attribute: false },
    selected: { attribute: false },
    prefix: { state: true },
    items: { state: true },
    next: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  static override readonly styles = [
    sharedStyles,
    css`
      vscode-textfield {
        width: 100%;
      }
      .bar {
        margin: 8px 0;
      }
    `,
  ];

  declare load: LoadDevices;
  declare selected: ReadonlySet<string>;
  declare prefix: string;
  declare items: readonly PickableDevice[];
  declare next: string | undefined;
  declare busy: boolean;
  declare problem: string;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Answers to older questions are not shown. */
  #question = 0;

  constructor() {
    super();
    this.selected = new Set();
    this.prefix = '';
    this.items = [];
    this.busy = false;
    this.problem = '';
  }

  /** Lists the devices from the start. */
  async reload(): Promise<void> {
    this.items = [];
    this.next = undefined;
    await this.#loadMore();
  }

  /** Lists the devices again if that failed. */
  async retry(): Promise<void> {
    if (this.problem !== '') await this.reload();
  }

  protected override firstUpdated(): void {
    void this.reload();
  }

  protected override render(): TemplateResult {
    return html`
      <h2>Devices</h2>
      <div class="bar">
        <vscode-label for="prefix">Id starts with</vscode-label>
        <span class="grow"
          ><vscode-textfield id="prefix" .value=${this.prefix} @input=${this.#onPrefix}></vscode-textfield
        ></span>
      </div>
      <div class="bar">
        <span class="grow" aria-live="polite">${this.#summary}</span>
        <vscode-button secondary icon="refresh" title="Refresh" ?disabled=${this.busy} @click=${() => this.reload()}
          >Refresh</vscode-button
        >
      </div>
      <check-list
        label="Devices of the hub"
        .items=${this.items.map(device => ({ id: device.deviceId, description: describe(device) }))}
        .checked=${this.selected}
        @check=${this.#onCheck}
      ></check-list>
      ${this.#status()}
      <div class="bar">
        ${
          this.next === undefined
            ? ''
            : html`<vscode-button secondary ?disabled=${this.busy} @click=${this.#loadMore}>Load More…</vscode-button>`
        }
        <vscode-button secondary ?disabled=${this.busy} @click=${this.#selectAll}>Select All That Match</vscode-button>
        <vscode-button secondary ?disabled=${this.selected.size === 0} @click=${() => this.#select(new Set())}
          >Select None</vscode-button
        >
      </div>
    `;
  }

  get #summary(): string {
    const more = this.next === undefined ? '' : ', there are more';
    return `${this.selected.size.toLocaleString()} selected · ${this.items.length.toLocaleString()} listed${more}`;
  }

  #status(): TemplateResult | '' {
    if (this.problem !== '') {
      return html`<p class="problem" role="alert">
        <vscode-icon name="error"></vscode-icon>${this.problem}
        <vscode-button secondary @click=${() => this.reload()}>Retry</vscode-button>
      </p>`;
    }
    if (this.busy) return html`<p class="quiet">Loading devices…</p>`;
    if (this.items.length > 0) return '';

    return html`<p class="quiet">
      ${this.prefix === '' ? 'The hub has no devices. Create one in the Hubs view.' : 'No id starts like this.'}
    </p>`;
  }

  readonly #onPrefix = (event: Event) => {
    this.prefix = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.reload(), typingPauseMs);
  };

  readonly #onCheck = ({ ids, checked }: CheckEvent) => {
    const selected = new Set(this.selected);
    for (const id of ids) {
      if (checked) selected.add(id);
      else selected.delete(id);
    }
    this.#select(selected);
  };

  readonly #loadMore = () =>
    this.#ask(async isCurrent => {
      const page = await this.load({ idPrefix: this.prefix, pageSize, ...after(this.next) });
      if (!isCurrent()) return;
      this.items = [...this.items, ...page.items];
      this.next = page.next;
    });

  readonly #selectAll = () =>
    this.#ask(async isCurrent => {
      const selected = new Set(this.selected);
      let next: string | undefined;
      do {
        const page = await this.load({ idPrefix: this.prefix, pageSize: selectPageSize, ...after(next) });
        for (const { deviceId } of page.items) selected.add(deviceId);
        next = page.next;
      } while (next !== undefined && selected.size < mostSelected && isCurrent());
      this.#select(new Set([...selected].slice(0, mostSelected)));
    });

  async #ask(question: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    const number = ++this.#question;
    const isCurrent = () => number === this.#question;
    this.busy = true;
    this.problem = '';
    try {
      await question(isCurrent);
    } catch (error) {
      if (isCurrent()) this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      if (isCurrent()) this.busy = false;
    }
  }

  #select(selected: ReadonlySet<string>): void {
    this.selected = selected;
    this.dispatchEvent(new SelectionEvent(selected));
  }
}

function after(next: string | undefined): { readonly after?: string } {
  return next === undefined ? {} : { after: next };
}

function describe({ enabled, connected }: PickableDevice): string {
  if (!enabled) return 'disabled';
  return connected ? 'connected' : '';
}
