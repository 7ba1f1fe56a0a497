import { LitElement, type TemplateResult, css, html } from 'lit';
import {
  type SimulationSettings,
  defaultSimulationSettings,
  provisioningApiVersions,
  unknownMethodAnswers,
} from '../../protocol/simulatorRun.ts';
import { sharedStyles } from '../sharedStyles.ts';
import type { TemplateChangeEvent } from './templateEditor.ts';

/** Someone changed a setting. */
export class SettingsChangeEvent extends Event {
  constructor(readonly settings: SimulationSettings) {
    super('settings-change');
  }
}

type NumberSetting = 'intervalMs' | 'jitterPercent' | 'rebootDelayMs' | 'offlineMs';

interface NumberField {
  readonly setting: NumberSetting;
  readonly label: string;
  /** How many units of the setting one unit of the field is. */
  readonly scale: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

const numberFields: readonly NumberField[] = [
  { setting: 'intervalMs', label: 'Seconds between messages', scale: 1000, least: 0.1, most: 86_400, step: 0.1 },
  { setting: 'jitterPercent', label: 'Interval differs by up to (%)', scale: 1, least: 0, most: 100, step: 1 },
  { setting: 'rebootDelayMs', label: 'Seconds that rebootDevice takes', scale: 1000, least: 0, most: 300, step: 1 },
  { setting: 'offlineMs', label: 'Seconds offline after a reboot', scale: 1000, least: 0, most: 3600, step: 1 },
];

const unknownMethodTexts: Readonly<Record<SimulationSettings['unknownMethods'], string>> = {
  notFound: 'Answer 404',
  accept: 'Answer 200',
  silent: 'Do not answer',
};

/** How the devices behave. */
export class SettingsForm extends LitElement {
  static override readonly properties = {
    settings: { attribute: false },
    deviceId: { type: String },
    provisioned: { type: Boolean },
  };

  static override readonly styles = [
    sharedStyles,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(12em, 100%), 1fr));
        align-items: end;
        gap: 8px 16px;
        margin: 8px 0 12px;
      }
      vscode-textfield,
      vscode-single-select {
        width: 100%;
      }
    `,
  ];

  declare settings: SimulationSettings;
  declare deviceId: string;
  /** Devices ask a provisioning service for their hub. */
  declare provisioned: boolean;

  constructor() {
    super();
    this.settings = defaultSimulationSettings;
    this.deviceId = '';
    this.provisioned = false;
  }

  protected override render(): TemplateResult {
    return html`
      <vscode-checkbox
        .checked=${this.settings.sendTelemetry}
        @change=${(event: Event) => this.#change({ sendTelemetry: (event.target as HTMLInputElement).checked })}
        >Send messages</vscode-checkbox
      >
      ${this.#provisionOnReboot()}
      <div class="fields">
        ${numberFields.map(field => this.#number(field))} ${this.#unknownMethods()} ${this.#apiVersion()}
      </div>
      <template-editor
        .template=${this.settings.template}
        .deviceId=${this.deviceId}
        @template-change=${({ template }: TemplateChangeEvent) => this.#change({ template })}
      ></template-editor>
    `;
  }

  #number({ setting, label, scale, least, most, step }: NumberField): TemplateResult {
    return html`<div>
      <vscode-label for=${setting}>${label}</vscode-label>
      <vscode-textfield
        id=${setting}
        type="number"
        min=${least}
        max=${most}
        step=${step}
        .value=${String(this.settings[setting] / scale)}
        @change=${(event: Event) => this.#takeNumber(event.target as HTMLInputElement, setting, scale)}
      ></vscode-textfield>
    </div>`;
  }

  #unknownMethods(): TemplateResult {
    return html`<div>
      <vscode-label for="unknownMethods">Methods that a device does not know</vscode-label>
      <vscode-single-select
        id="unknownMethods"
        .value=${this.settings.unknownMethods}
        @change=${(event: Event) => this.#takeUnknownMethods((event.target as HTMLSelectElement).value)}
      >
        ${unknownMethodAnswers.map(
          answer =>
            html`<vscode-option value=${answer} ?selected=${answer === this.settings.unknownMethods}
              >${unknownMethodTexts[answer]}</vscode-option
            >`,
        )}
      </vscode-single-select>
    </div>`;
  }

  #provisionOnReboot(): TemplateResult | '' {
    if (!this.provisioned) return '';
    return html`<vscode-checkbox
      .checked=${this.settings.provisionOnReboot}
      @change=${(event: Event) => this.#change({ provisionOnReboot: (event.target as HTMLInputElement).checked })}
      >Ask for the hub again after each reboot</vscode-checkbox
    >`;
  }

  #apiVersion(): TemplateResult | '' {
    if (!this.provisioned) return '';
    return html`<div>
      <vscode-label for="apiVersion">Device API of the provisioning service</vscode-label>
      <vscode-single-select
        id="apiVersion"
        .value=${this.settings.provisioningApiVersion}
        @change=${(event: Event) => this.#takeApiVersion((event.target as HTMLSelectElement).value)}
      >
        ${provisioningApiVersions.map(
          version =>
            html`<vscode-option value=${version} ?selected=${version === this.settings.provisioningApiVersion}
              >${version === provisioningApiVersions[0] ? `${version}: as before policies` : version}</vscode-option
            >`,
        )}
      </vscode-single-select>
    </div>`;
  }

  #takeApiVersion(value: string): void {
    const provisioningApiVersion = provisioningApiVersions.find(version => version === value);
    if (provisioningApiVersion) this.#change({ provisioningApiVersion });
  }

  #takeUnknownMethods(value: string): void {
    const unknownMethods = unknownMethodAnswers.find(answer => answer === value);
    if (unknownMethods) this.#change({ unknownMethods });
  }

  /** A number out of bounds stays in the field, marked by it, and is not taken. */
  #takeNumber(field: HTMLInputElement, setting: NumberSetting, scale: number): void {
    if (field.value !== '' && field.checkValidity())
      this.#change({ [setting]: Math.round(Number(field.value) * scale) });
  }

  #change(change: Partial<SimulationSettings>): void {
    this.settings = { ...this.settings, ...change };
    this.dispatchEvent(new SettingsChangeEvent(this.settings));
  }
}
