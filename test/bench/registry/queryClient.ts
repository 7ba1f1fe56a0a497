import { once } from 'node:events';
import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { BenchedHub } from '../localHub/benchedHub.ts';

export interface QueryPage {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | undefined;
  /** From the request until the last byte of the answer. */
  readonly ms: number;
}

export interface PageOptions {
  readonly size?: number;
  readonly after?: string | undefined;
}

/** Queries over the REST API, one at a time, over one connection: as a service that stays connected asks. */
export class QueryClient implements Disposable {
  readonly #port: number;
  readonly #authorization: string;
  readonly #agent: Agent;

  constructor({ target, authorization }: Pick<BenchedHub, 'target' | 'authorization'>) {
    this.#port = target.port;
    this.#authorization = authorization;
    this.#agent = new Agent({ keepAlive: true, maxSockets: 1, servername: 'localhost', ca: target.ca });
  }

  async page(query: string, { size = 100, after }: PageOptions = {}): Promise<QueryPage> {
    const startedMs = performance.now();
    const sent = request({
      agent: this.#agent,
      host: '127.0.0.1',
      port: this.#port,
      method: 'POST',
      path: '/devices/query?api-version=2021-04-12',
      headers: {
        authorization: this.#authorization,
        'x-ms-max-item-count': size,
        ...(after === undefined ? {} : { 'x-ms-continuation': after }),
      },
    });
    sent.end(JSON.stringify({ query }));
    const [reply] = (await once(sent, 'response')) as [IncomingMessage];
    const body = await text(reply);
    const ms = performance.now() - startedMs;
    if (reply.statusCode !== 200) throw new Error(`${query}: ${reply.statusCode} ${body}`);

    const next = reply.headers['x-ms-continuation'];
    return { rows: JSON.parse(body) as QueryPage['rows'], next: typeof next === 'string' ? next : undefined, ms };
  }

  /** Reads all pages. Gives the number of rows, and the milliseconds without what this side did with them. */
  async all(query: string): Promise<{ readonly rows: number; readonly ms: number }> {
    let [rows, ms] = [0, 0];
    let after: string | undefined;
    do {
      const page = await this.page(query, { after });
      rows += page.rows.length;
      ms += page.ms;
      after = page.next;
    } while (after !== undefined);
    return { rows, ms };
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}
