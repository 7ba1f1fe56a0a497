import { LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type Connection, type EventHandlers, connect } from '../protocol/connect.ts';
import type { ProtocolSchemas } from '../protocol/schemas.ts';
import { pageMessages } from './pageMessages.ts';
import type { PageHost } from './vscodeApi.ts';

/** A page: asks its host, shows that it is busy, what was done, and what went wrong. */
export abstract class PageElement<Schemas extends ProtocolSchemas> extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    host: { attribute: false },
    busy: { state: true },
    notice: { state: true },
    problem: { state: true },
  };

  declare host: PageHost;
  declare busy: boolean;
  /** What was done, or is waited for; empty for nothing. */
  declare notice: string;
  /** What is wrong; empty for nothing. */
  declare problem: string;
  /** What the host tells by itself. */
  protected abstract readonly events: EventHandlers<Schemas>;
  readonly #schemas: Schemas;
  #connection: Connection<Schemas> | undefined;

  constructor(schemas: Schemas) {
    super();
    this.#schemas = schemas;
    this.busy = false;
    this.notice = '';
    this.problem = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = connect(this.host.wire, this.#schemas, this.events);
    void this.restore();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.close('The page is gone.');
  }

  /** Fills the page with what its host has, and with what was kept of it. */
  protected abstract restore(): Promise<void>;

  protected readonly ask: Connection<Schemas>['ask'] = (method, ...args) => {
    if (!this.#connection) return Promise.reject(new Error('The page is gone.'));
    return this.#connection.ask(method, ...args);
  };

  /** As {@link PageElement.attempt}, while nothing else can be begun. */
  protected async work(failure: string, work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.notice = '';
    await this.attempt(failure, work);
    this.busy = false;
  }

  /** Shows what went wrong, as `failure` and the reason. */
  protected async attempt(failure: string, work: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await work();
    } catch (error) {
      this.problem = `${failure}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  protected messages(...otherProblems: readonly string[]): TemplateResult {
    return pageMessages(this.notice, [...otherProblems, this.problem]);
  }
}
