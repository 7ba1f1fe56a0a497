import { type PropertyDeclarations, type TemplateResult, css, html } from 'lit';
import {
  type CountPoint,
  type DeviceShares,
  type Share,
  type StatisticsPageSchemas,
  type StatisticsState,
  keptStatistics,
  statisticsPage,
} from '../../protocol/statisticsPage.ts';
import { PageElement } from '../pageElement.ts';
import { pageMessages } from '../pageMessages.ts';
import { sharedStyles } from '../sharedStyles.ts';

/** The page "Statistics". */
export class StatisticsPage extends PageElement<StatisticsPageSchemas> {
  static override readonly properties: PropertyDeclarations = {
    shown: { state: true },
    groups: { state: true },
    property: { state: true },
  };

  static override readonly styles = [
    sharedStyles,
    css`
      h1 {
        margin: 0 0 4px;
        font-size: 1.5em;
        font-weight: 400;
      }
      section {
        margin-top: 24px;
      }
      vscode-textfield {
        width: 22em;
        max-width: 100%;
      }
    `,
  ];

  declare shown: StatisticsState | undefined;
  declare groups: DeviceShares | undefined;
  /** What the devices are counted by. */
  declare property: string;
  protected override readonly events = {
    counted: (points: CountPoint[]) => this.#showPoints(points),
    waiting: (text: string) => void (this.notice = text),
  };

  constructor() {
    super(statisticsPage);
    this.property = '';
  }

  protected override render(): TemplateResult {
    const { shown } = this;
    if (!shown) return this.problem === '' ? html`<p>Reading…</p>` : pageMessages('', [this.problem]);

    return html`
      <h1>Statistics</h1>
      <p>${shown.hubName} <span class="quiet">${shown.tier === null ? '' : `· ${shown.tier}`}</span></p>
      <div class="bar">
        <vscode-button ?disabled=${this.busy} @click=${this.#refresh}>Refresh</vscode-button>
        <span class="quiet" role="status">${this.busy ? this.notice || 'Asking the hub…' : ''}</span>
      </div>
      ${pageMessages('', [this.problem])}
      <counts-panel .points=${shown.points}></counts-panel>
      <section>
        <h2>By status</h2>
        ${this.#byStatus(shown.points.at(-1))}
      </section>
      ${this.#byProperty(shown)} ${usage(shown)} ${jobs(shown)}
    `;
  }

  #byStatus(last: CountPoint | undefined): TemplateResult {
    if (!last) return html`<p class="quiet">Not counted yet.</p>`;
    const { total, enabled, disabled, connected } = last;
    return html`
      ${shareTable('Devices by what they may do', 'Status', 'Devices', [
        { name: 'Enabled', count: enabled },
        { name: 'Disabled', count: disabled },
      ])}
      ${shareTable('Devices by connection', 'Connection', 'Devices', [
        { name: 'Connected', count: connected },
        { name: 'Not connected', count: Math.max(0, total - connected) },
      ])}
    `;
  }

  #byProperty({ suggestions }: StatisticsState): TemplateResult {
    const { groups } = this;
    return html`<section>
      <h2>By tag</h2>
      <div class="bar">
        <label for="property">Tag or property</label>
        <vscode-textfield
          id="property"
          .label=${'Tag or property'}
          placeholder="tags.floor"
          .value=${this.property}
          @input=${this.#typed}
          @keydown=${this.#entered}
        ></vscode-textfield>
        <vscode-button ?disabled=${this.busy || this.property === ''} @click=${this.#group}>Count</vscode-button>
        ${suggestions
          .slice(0, 6)
          .map(
            name =>
              html`<vscode-button secondary ?disabled=${this.busy} @click=${() => this.#groupBy(name)}
                >${name}</vscode-button
              >`,
          )}
      </div>
      ${
        groups
          ? shareTable(`Devices by ${groups.property}`, groups.property, 'Devices', groups.shares)
          : html`<p class="quiet">Each count is one query of those that the hub allows.</p>`
      }
    </section>`;
  }

  protected override async restore(): Promise<void> {
    const kept = keptStatistics.safeParse(this.host.keptState);
    if (kept.success) this.property = kept.data.property;
    await this.#count(async () => {
      this.shown = await this.ask('state');
      this.#keep();
      this.shown = await this.ask('refresh');
    });
  }

  readonly #refresh = (): void => {
    void this.#count(async () => {
      this.shown = await this.ask('refresh');
    });
  };

  readonly #typed = (event: Event): void => {
    this.property = (event.target as HTMLInputElement).value.trim();
  };

  readonly #entered = ({ key }: KeyboardEvent): void => {
    if (key === 'Enter' && this.property !== '') this.#group();
  };

  readonly #group = (): void => {
    this.#keep();
    void this.#count(async () => {
      this.groups = await this.ask('group', this.property);
    });
  };

  #groupBy(property: string): void {
    this.property = property;
    this.#group();
  }

  #showPoints(points: readonly CountPoint[]): void {
    if (this.shown) this.shown = { ...this.shown, points: [...points] };
  }

  #keep(): void {
    if (this.shown) this.host.keepState({ hubId: this.shown.hubId, property: this.property });
  }

  /** One count at a time: each takes a query of those that the hub allows. */
  async #count(work: () => Promise<void>): Promise<void> {
    if (!this.busy) await this.work('The devices cannot be counted', work);
  }
}

function shareTable(caption: string, heading: string, unit: string, shares: readonly Share[]): TemplateResult {
  return html`<share-table .caption=${caption} .heading=${heading} .unit=${unit} .shares=${shares}></share-table>`;
}

function usage({ usage: { rows, why } }: StatisticsState): TemplateResult {
  return html`<section>
    <h2>Messages and limits</h2>
    ${why === null ? '' : html`<p>${why}</p>`}
    ${rows.length === 0 ? '' : html`<usage-table .rows=${rows}></usage-table>`}
  </section>`;
}

function jobs({ jobs: { rows, why } }: StatisticsState): TemplateResult {
  return html`<section>
    <h2>Jobs</h2>
    ${why === null ? '' : html`<p class="quiet">${why}</p>`}
    ${rows.length === 0 ? '' : shareTable('The newest jobs by their state', 'State', 'Jobs', rows)}
  </section>`;
}
