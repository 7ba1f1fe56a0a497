import type { JsonObject } from '../../../domain/json.ts';
import type { Hub } from '../hub/hub.ts';

/** Rows of a page that a person looks at. */
const shownPageSize = 100;
/** The most that a hub gives at once: what is read whole should take few of the queries that it allows. */
const largestPageSize = 1000;

/** What a query gave so far. */
export class QueryResult {
  #rows: readonly JsonObject[] | undefined;
  #next: string | undefined;
  #loading: Promise<readonly JsonObject[]> | undefined;

  constructor(
    readonly hub: Hub,
    readonly text: string,
  ) {}

  /** Nothing before the first page. */
  get rows(): readonly JsonObject[] | undefined {
    return this.#rows;
  }

  /** False also before the first page. */
  get more(): boolean {
    return this.#next !== undefined;
  }

  /**
   * Loads the first page, or the next one, and gives its rows. Who asks while a page is on its way gets that one.
   * @throws HubError
   */
  loadPage(signal: AbortSignal): Promise<readonly JsonObject[]> {
    this.#loading ??= this.#load(signal).finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** What was loaded and all that follows, which is not kept. @throws HubError */
  async *all(signal: AbortSignal): AsyncGenerator<readonly JsonObject[], void> {
    yield this.#rows ?? [];

    let next = this.#next;
    if (this.#rows && next === undefined) return;
    const { client } = await this.hub.connect();
    do {
      const page = await client.query(this.text, { pageSize: largestPageSize, ...after(next) }, signal);
      yield page.items;
      ({ next } = page);
    } while (next !== undefined);
  }

  async #load(signal: AbortSignal): Promise<readonly JsonObject[]> {
    const { client } = await this.hub.connect();
    const page = await client.query(this.text, { pageSize: shownPageSize, ...after(this.#next) }, signal);

    this.#rows = [...(this.#rows ?? []), ...page.items];
    this.#next = page.next;
    return page.items;
  }
}

function after(next: string | undefined): { after: string } | undefined {
  return next === undefined ? undefined : { after: next };
}
