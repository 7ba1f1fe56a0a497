import { type TemplateResult, html } from 'lit';

/** What was done, and what is wrong; empty texts are left out. */
export function pageMessages(notice: string, problems: readonly string[]): TemplateResult {
  return html`<div aria-live="polite">
    ${notice === '' ? '' : html`<p class="notice"><vscode-icon name="info"></vscode-icon>${notice}</p>`}
    ${problems
      .filter(text => text !== '')
      .map(text => html`<p class="problem"><vscode-icon name="error"></vscode-icon>${text}</p>`)}
  </div>`;
}
