import { type PropertyDeclarations, type PropertyValues, type TemplateResult, html } from 'lit';
import { type KeptState, type SimulatorPageSchemas, keptState, simulatorPage } from '../../protocol/simulatorPage.ts';
import {
  type DeviceRow,
  type Progress,
  type SimulationSettings,
  defaultSimulationSettings,
  runningCount,
} from '../../protocol/simulatorRun.ts';
import { Announcements } from '../announcements.ts';
import { PageElement } from '../pageElement.ts';
import { sharedStyles } from '../sharedStyles.ts';
import { deviceColumns, provisionedColumns } from './deviceColumns.ts';
import type { DevicePicker, LoadDevices, SelectionEvent } from './devicePicker.ts';
import { announceRun, counted, summarizeRun } from './runSummary.ts';
import { type RunView, emptyRun, withProgress } from './runView.ts';
import type { SettingsChangeEvent } from './settingsForm.ts';
import { simulatorPageStyles } from './simulatorPageStyles.ts';

/** The page "Simulate Devices". */
export class SimulatorPage extends PageElement<SimulatorPageSchemas> {
  static override readonly properties: PropertyDeclarations = {
    hubName: { state: true },
    provisioned: { state: true },
    hubNames: { state: true },
    selected: { state: true },
    settings: { state: true },
    run: { state: true },
  };

  static override readonly styles = [sharedStyles, simulatorPageStyles];

  declare hubName: string;
  declare provisioned: boolean;
  declare hubNames: Readonly<Record<string, string>>;
  declare selected: ReadonlySet<string>;
  declare settings: SimulationSettings;
  declare run: RunView;
  #hubId = '';
  readonly #announcements = new Announcements(this, () => announceRun(this.run.totals));
  protected override readonly events = {
    progress: (progress: Progress) => this.#show(progress),
    preselect: (deviceIds: readonly string[]) => this.#select(new Set([...this.selected, ...deviceIds])),
    ended: (text: string) => this.#forgetRun(text),
    hubChanged: () => void this.renderRoot.querySelector<DevicePicker>('device-picker')?.retry(),
  };

  constructor() {
    super(simulatorPage);
    this.hubName = '';
    this.provisioned = false;
    this.hubNames = {};
    this.selected = new Set();
    this.settings = defaultSimulationSettings;
    this.run = emptyRun;
  }

  protected override render(): TemplateResult {
    return html`
      <h1>Simulate Devices</h1>
      <p>${this.hubName} <span class="quiet">· ${summarizeRun(this.run.totals)}</span></p>
      ${this.#actions()} ${this.messages()}
      <div class="columns">
        <device-picker
          .load=${this.#loadDevices}
          .selected=${this.selected}
          @selection=${({ selected }: SelectionEvent) => this.#select(selected)}
        ></device-picker>
        ${this.#table()} ${this.#behaviour()}
        <rate-panel .rates=${this.run.rates}></rate-panel>
        <event-log .lines=${this.run.lines} .dropped=${this.run.droppedLines} @clear-log=${this.#clear}></event-log>
      </div>
      ${this.#announcements.render()}
    `;
  }

  /** What has to outlive the page when it is hidden or the window is reloaded. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('run')?.totals.states;
    const cameOrWent = changed.has('run') && JSON.stringify(before) !== JSON.stringify(this.run.totals.states);
    if (this.#hubId === '' || !(cameOrWent || changed.has('selected') || changed.has('settings'))) return;

    this.host.keepState({
      hubId: this.#hubId,
      selected: [...this.selected],
      settings: this.settings,
      running: [...this.run.rows.values()].filter(isRunning).map(({ deviceId }) => deviceId),
    } satisfies KeptState);
  }

  get #toStart(): string[] {
    return [...this.selected].filter(id => !isRunning(this.run.rows.get(id)));
  }

  #actions(): TemplateResult {
    const toStart = this.#toStart.length;
    const running = runningCount(this.run.totals);

    return html`<div class="bar">
      <vscode-button icon="play" ?disabled=${this.busy || toStart === 0} @click=${this.#start}>
        ${toStart === 0 ? 'Start' : `Start ${counted(toStart, 'Device')}`}
      </vscode-button>
      <vscode-button secondary icon="debug-stop" ?disabled=${this.busy || running === 0} @click=${this.#stop}>
        Stop All
      </vscode-button>
      ${this.#provisionButton(running)}
      <span class="quiet">Hidden, this page goes on. Closing it stops the devices.</span>
    </div>`;
  }

  #provisionButton(running: number): TemplateResult | '' {
    if (!this.provisioned) return '';
    return html`<vscode-button
      secondary
      icon="arrow-swap"
      title="All devices that run ask the provisioning service for their hub again"
      ?disabled=${this.busy || running === 0}
      @click=${this.#provision}
      >Ask for Hubs Again</vscode-button
    >`;
  }

  #table(): TemplateResult {
    return html`<section>
      <h2>Simulated devices</h2>
      <data-table
        label="Simulated devices"
        .columns=${this.provisioned ? provisionedColumns(this.hubNames) : deviceColumns}
        .rows=${[...this.run.rows.values()]}
        emptyText="None yet. Select devices and start them."
      ></data-table>
    </section>`;
  }

  #behaviour(): TemplateResult {
    return html`<details open>
      <summary><h2>Behaviour</h2></summary>
      <settings-form
        .settings=${this.settings}
        .deviceId=${[...this.selected][0] ?? ''}
        .provisioned=${this.provisioned}
        @settings-change=${({ settings }: SettingsChangeEvent) => this.#changeSettings(settings)}
      ></settings-form>
    </details>`;
  }

  protected override async restore(): Promise<void> {
    const kept = keptState.safeParse(this.host.keptState);
    await this.attempt('The page cannot be filled', async () => {
      const state = await this.ask('state');
      this.hubName = state.hubName;
      this.#hubId = state.hubId;
      this.provisioned = state.provisioned;
      this.hubNames = state.hubNames;
      this.run = withProgress(emptyRun, state.progress);
      if (kept.success) this.#takeUp(kept.data);
      this.#select(new Set([...this.selected, ...state.preselected]));
    });
  }

  /** Devices that ran when the page was last seen, and do not now, were stopped by a reload of the window. */
  #takeUp({ selected, settings, running }: KeptState): void {
    this.settings = settings;
    const stopped = running.filter(id => !this.run.rows.has(id));
    this.selected = new Set([...selected, ...stopped]);
    if (stopped.length === 0) return;

    this.notice = `The window was reloaded, which stopped ${counted(stopped.length, 'device')}. Start again when you like: the selection was kept.`;
  }

  #show(progress: Progress): void {
    this.run = withProgress(this.run, progress);
  }

  #forgetRun(why: string): void {
    this.run = { ...emptyRun, lines: this.run.lines, droppedLines: this.run.droppedLines, rates: this.run.rates };
    this.problem = why;
  }

  #select(selected: ReadonlySet<string>): void {
    this.selected = selected;
  }

  #changeSettings(settings: SimulationSettings): void {
    this.settings = settings;
    if (runningCount(this.run.totals) === 0) return;

    // While someone types, the template may be broken for a moment: the editor says so already.
    void this.ask('configure', settings).catch(() => undefined);
  }

  readonly #loadDevices: LoadDevices = request => this.ask('devices', request);

  readonly #start = () =>
    this.work('The devices cannot be started', () =>
      this.ask('start', { deviceIds: this.#toStart, settings: this.settings }),
    );

  readonly #stop = () => this.work('The devices cannot be stopped', () => this.ask('stop', null));

  readonly #provision = () => this.work('The devices cannot ask', () => this.ask('provision', null));

  readonly #clear = () =>
    this.attempt('The log cannot be cleared', async () => {
      await this.ask('clear');
      this.run = withProgress({ ...emptyRun, rates: this.run.rates }, (await this.ask('state')).progress);
    });
}

function isRunning(row: DeviceRow | undefined): boolean {
  return row !== undefined && row.state !== 'stopped' && row.state !== 'failed';
}
