import type { JsonObject } from '../../domain/json.ts';
import type { Page } from '../../domain/page.ts';
import { type GroupQuery, type RowQuery, compileQuery } from '../../domain/query/compileQuery.ts';
import { narrow } from '../../domain/query/narrowing.ts';
import { parseQuery } from '../../domain/query/parseQuery.ts';
import { propertiesIn, propertiesOf } from '../../domain/query/properties.ts';
import { QueryError } from '../../domain/query/queryError.ts';
import type { Collection, Query } from '../../domain/query/syntaxTree.ts';
import { DeviceJobScan } from '../store/deviceJobScan.ts';
import { type Counted, countOf, IdentityScan, type Named } from '../store/identityScan.ts';
import type { IdentityRecord } from '../store/identityRecord.ts';
import type { IdentityTable } from '../store/identityTable.ts';
import type { Scan } from '../store/scan.ts';
import type { Store } from '../store/store.ts';
import { candidates } from './candidates.ts';
import { type Progress, readContinuation, writeContinuation } from './continuation.ts';
import { HubFault } from './hubFault.ts';
import { deviceJobDocument, namedDeviceJob } from './jobs/deviceJobDocument.ts';
import { stretchesOf } from './stretches.ts';

/** How many rows a page of a query has. The documentation says 100, the SDKs' comments more. */
export const queryPageSizes = { default: 100, most: 1000 } as const;

/** Runs queries page by page. A page ends with a token, which also counts after a restart of the hub. */
export class Queries {
  readonly #store: Store;
  readonly #identities: IdentityTable;
  readonly #show: (record: IdentityRecord) => JsonObject;

  /** @param show what a query sees of a device or module, and gives. */
  constructor(store: Store, identities: IdentityTable, show: (record: IdentityRecord) => JsonObject) {
    this.#store = store;
    this.#identities = identities;
    this.#show = show;
  }

  /** @throws HubFault ArgumentInvalid if the query, the page size or the token is none. */
  async page(text: string, pageSize: number, continuation: string | undefined): Promise<Page<JsonObject>> {
    const { query, compiled } = prepare(text);
    const progress = readContinuation(continuation, text);
    const { items, next } =
      compiled.kind === 'rows'
        ? await this.#rows(query, compiled, pageSize, progress)
        : await this.#groups(query, compiled, pageSize, progress);
    return { items, ...(next ? { next: writeContinuation(next, text) } : {}) };
  }

  /** How many rows a query has in all. @throws HubFault ArgumentInvalid if the query is none. */
  async count(text: string): Promise<number> {
    const { query, compiled } = prepare(text);
    if (compiled.kind === 'groups') return (await this.#groups(query, compiled, Infinity, { given: 0 })).items.length;

    const unselected: Query = { ...query, select: { kind: 'projections', projections: [] } };
    let rows = 0;
    for await (const { document, count } of this.#documents(unselected)) {
      if (compiled.matches(document)) rows += count;
    }
    return Math.min(rows, compiled.top);
  }

  async #rows(query: Query, run: RowQuery, pageSize: number, progress: Progress) {
    const wanted = Math.min(pageSize, run.top - progress.given);
    const items: JsonObject[] = [];
    let { last = '' } = progress;
    const stretches = stretchesOf(this.#candidates(query), last, query.where ? {} : { size: wanted + 1 });
    for await (const stretch of stretches) {
      for (const candidate of stretch.rows) {
        if (!run.matches(candidate.document)) continue;
        // One more than wanted tells that there is another page.
        if (items.length === wanted) return { items, next: nextAfter(progress, last, items.length, run.top) };
        items.push(run.toRow(this.#whole(query.from, candidate)));
        last = candidate.name;
      }
      last = stretch.last ?? last;
    }
    return { items };
  }

  #candidates({ from, where }: Query): Scan<Named> {
    if (from === 'devices.jobs') return new DeviceJobScan(this.#store, narrow(where), namedDeviceJob);
    return candidates(this.#store, from, narrow(where), where ? propertiesIn(where) : [], this.#show);
  }

  /** The whole of what a candidate is. */
  #whole(from: Collection, { name, document }: Named): JsonObject {
    return from === 'devices.jobs' ? document : this.#read(name);
  }

  #read(name: string): JsonObject {
    const record = this.#identities.get(name);
    return record ? this.#show(record) : {};
  }

  /** Groups are gathered anew for each page: nothing of a query is kept between its pages. */
  async #groups(query: Query, run: GroupQuery, pageSize: number, progress: Progress) {
    const aggregation = run.start();
    for await (const { document, count } of this.#documents(query)) {
      if (run.matches(document)) aggregation.add(document, count);
    }
    const rows = aggregation.rows().slice(0, run.top);
    const items = rows.slice(progress.given, progress.given + pageSize);
    const given = progress.given + items.length;
    return { items, next: given < rows.length ? { given } : undefined };
  }

  async *#documents(query: Query): AsyncGenerator<Counted, void> {
    const { from } = query;
    if (from === 'devices.jobs') {
      return yield* rowsOf(
        new DeviceJobScan(this.#store, narrow(query.where), record => ({
          document: deviceJobDocument(record),
          count: 1,
        })),
      );
    }
    const properties = propertiesOf(query);
    if (!query.where && properties.length === 0) return yield { document: {}, count: countOf(this.#store, from) };

    const counted = IdentityScan.counted(this.#store, from, narrow(query.where), properties);
    if (counted) return yield* rowsOf(counted);

    yield* rowsOf(
      IdentityScan.records(this.#store, from, narrow(query.where), record => ({
        document: this.#show(record),
        count: 1,
      })),
    );
  }
}

async function* rowsOf<T>(scan: Scan<T>): AsyncGenerator<T, void> {
  for await (const { rows } of stretchesOf(scan)) yield* rows;
}

function nextAfter(progress: Progress, last: string, count: number, top: number): Progress | undefined {
  const given = progress.given + count;
  return given < top ? { given, last } : undefined;
}

function prepare(text: string): { query: Query; compiled: RowQuery | GroupQuery } {
  try {
    const query = parseQuery(text);
    return { query, compiled: compileQuery(query) };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw new HubFault('ArgumentInvalid', error.message);
  }
}
