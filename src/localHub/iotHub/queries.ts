import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { JsonObject } from '../../domain/json.ts';
import type { Page } from '../../domain/page.ts';
import { compileCondition } from '../../domain/query/compileCondition.ts';
import { parseQuery } from '../../domain/query/parseQuery.ts';
import { QueryError } from '../../domain/query/queryError.ts';
import type { Query } from '../../domain/query/syntaxTree.ts';
import type { IdentityRecord, IdentityTable } from '../store/identityTable.ts';
import { HubFault } from './hubFault.ts';

/** How many devices a page of a query has. The documentation says 100, the SDKs' comments more. */
export const queryPageSizes = { default: 100, most: 1000 } as const;

/** Devices that a condition is tried on in one go; between two goes the hub serves others. */
const stride = 500;

const continuationToken = z.tuple([z.string(), z.string()]);

/** Runs queries page by page. A page ends with a token, which also counts after a restart of the hub. */
export class Queries {
  readonly #devices: IdentityTable;
  readonly #show: (record: IdentityRecord) => JsonObject;

  /** @param show what a query sees of a device, and gives. */
  constructor(devices: IdentityTable, show: (record: IdentityRecord) => JsonObject) {
    this.#devices = devices;
    this.#show = show;
  }

  /** @throws HubFault ArgumentInvalid if the query, the page size or the token is none. */
  async page(text: string, pageSize: number, continuation: string | undefined): Promise<Page<JsonObject>> {
    const query = parse(text);
    const matches = query.where ? compileCondition(query.where) : () => true;
    const limit = query.where ? stride : pageSize + 1;
    const items: JsonObject[] = [];
    let last = continuation === undefined ? '' : readToken(continuation, text);
    for (;;) {
      const records = this.#devices.after(last, limit);
      for (const record of records) {
        const document = this.#show(record);
        if (matches(document)) {
          // One more than asked for tells that there is another page.
          if (items.length === pageSize) return { items, next: writeToken(last, text) };
          items.push(document);
        }
        last = record.name;
      }
      if (records.length < limit) return { items };
      await setImmediate();
    }
  }
}

function parse(text: string): Query {
  try {
    return checkSupported(parseQuery(text));
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw new HubFault('ArgumentInvalid', error.message);
  }
}

function checkSupported(query: Query): Query {
  const selectsAll = query.select.kind === 'everything' && query.top === undefined && query.groupBy === undefined;
  if (query.from !== 'devices' || !selectsAll) {
    throw new HubFault(
      'ArgumentInvalid',
      'This local hub answers SELECT * FROM devices, with a WHERE if you like. It does not answer projections, TOP, GROUP BY, modules and jobs yet.',
    );
  }
  return query;
}

/** A token carries a mark of its query: with another query it would skip what it should not. */
function writeToken(lastDeviceId: string, text: string): string {
  return Buffer.from(JSON.stringify([markOf(text), lastDeviceId])).toString('base64');
}

function readToken(token: string, text: string): string {
  const parsed = z.safeParse(continuationToken, parseJson(Buffer.from(token, 'base64').toString('utf8')));
  if (parsed.success && parsed.data[0] === markOf(text)) return parsed.data[1];

  throw new HubFault('ArgumentInvalid', 'The continuation token is not one of this query.');
}

function markOf(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 12);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
