import { type ReactiveController, type ReactiveControllerHost, type TemplateResult, html } from 'lit';

/** How often a screen reader hears of changes. */
const everyMs = 5_000;

/** Tells a screen reader from time to time how things stand: changes come many times a second. */
export class Announcements implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #summarize: () => string;
  #text = '';
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param summarize says how things stand; empty for nothing yet. */
  constructor(host: ReactiveControllerHost, summarize: () => string) {
    this.#host = host;
    this.#summarize = summarize;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => {
      this.#text = this.#summarize();
      this.#host.requestUpdate();
    }, everyMs);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  render(): TemplateResult {
    return html`<div class="spoken" aria-live="polite">${this.#text}</div>`;
  }
}
