import { LitElement, type TemplateResult, css, html } from 'lit';
import type { TemplateProblem } from '../../domain/messageTemplate/messageTemplate.ts';
import { templateFunctions } from '../../domain/messageTemplate/templateFunctions.ts';
import { sharedStyles } from '../sharedStyles.ts';
import { type MessagePreview, describeSize, isPreview, previewMessage } from './messagePreview.ts';

/** Someone changed the template. */
export class TemplateChangeEvent extends Event {
  constructor(readonly template: string) {
    super('template-change');
  }
}

/** The template of messages, with a live preview of the next one or the place of what is wrong. */
export class TemplateEditor extends LitElement {
  static override readonly properties = {
    template: { type: String },
    deviceId: { type: String },
  };

  static override readonly styles = [
    sharedStyles,
    css`
      .panes {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(18em, 100%), 1fr));
        gap: 8px 16px;
      }
      label,
      .label {
        display: block;
        margin-bottom: 4px;
        font-weight: 600;
      }
      /* Not vscode-textarea: its handle is an image that the page's content security policy does not let in. */
      textarea {
        box-sizing: border-box;
        width: 100%;
        min-height: 6em;
        padding: 4px 8px;
        resize: vertical;
        color: var(--vscode-settings-textInputForeground);
        background: var(--vscode-settings-textInputBackground);
        border: 1px solid var(--vscode-settings-textInputBorder, var(--vscode-contrastBorder, transparent));
        border-radius: 4px;
        font-family: var(--vscode-editor-font-family);
        font-size: var(--vscode-editor-font-size);
      }
      textarea:focus {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      textarea[aria-invalid='true'] {
        border-color: var(--vscode-inputValidation-errorBorder);
      }
      pre {
        margin: 0;
        padding: 4px 8px;
        max-height: 12em;
        overflow: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        background: var(--vscode-textCodeBlock-background);
        border: 1px solid var(--vscode-contrastBorder, transparent);
      }
      pre:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 2px 12px;
        margin: 4px 0;
      }
      dd {
        margin: 0;
      }
    `,
  ];

  declare template: string;
  /** The device whose message is previewed. */
  declare deviceId: string;

  constructor() {
    super();
    this.template = '';
    this.deviceId = '';
  }

  protected override render(): TemplateResult {
    const preview = previewMessage(this.template, this.deviceId || 'device-1', 1);

    return html`
      <div class="panes">
        <div>
          <label for="template">Message template</label>
          <textarea
            id="template"
            rows="10"
            spellcheck="false"
            autocomplete="off"
            .value=${this.template}
            aria-invalid=${!isPreview(preview)}
            @input=${this.#onInput}
          ></textarea>
        </div>
        <div>
          <div class="label">Next message of ${this.deviceId || 'a device'}</div>
          <div aria-live="polite">${isPreview(preview) ? '' : this.#problem(preview)}</div>
          ${isPreview(preview) ? this.#preview(preview) : ''}
        </div>
      </div>
      <details>
        <summary>Functions of templates</summary>
        <p>Outside of quotes a function gives a number or text of its own; inside of quotes it is part of the text.</p>
        <dl>
          ${templateFunctions.map(
            ({ usage, gives }) =>
              html`<dt><code>{{${usage}}}</code></dt>
                <dd>${gives}</dd>`,
          )}
        </dl>
      </details>
    `;
  }

  #preview({ text, sizeInBytes }: MessagePreview): TemplateResult {
    return html`<pre tabindex="0" aria-label="Preview of the next message">${text}</pre>
      <p class="quiet">${describeSize(sizeInBytes)}</p>`;
  }

  #problem({ line, column, message, offset }: TemplateProblem): TemplateResult {
    return html`<p class="problem">
        <vscode-icon name="error"></vscode-icon>Line ${line}, column ${column}: ${message}
      </p>
      <vscode-button secondary icon="go-to-file" @click=${() => this.#show(offset)}>Show the Place</vscode-button>`;
  }

  #show(offset: number): void {
    const area = this.renderRoot.querySelector('textarea');
    area?.focus();
    area?.setSelectionRange(offset, Math.min(offset + 1, this.template.length));
  }

  readonly #onInput = (event: Event) => {
    this.template = (event.target as HTMLTextAreaElement).value;
    this.dispatchEvent(new TemplateChangeEvent(this.template));
  };
}
