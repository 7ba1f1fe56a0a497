import type { Query } from 'azure-iothub/dist/query.js';
import * as z from 'zod/mini';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { HubCalls } from './hubCalls.ts';
import { readAnswer } from './wire.ts';

/** A page of the rows of a query, each as `readRow` reads it. */
export async function runQuery<Row>(
  calls: HubCalls,
  text: string,
  { pageSize, after }: PageRequest,
  readRow: (row: unknown) => Row,
  signal?: AbortSignal,
  patient = false,
): Promise<Page<Row>> {
  return calls.run({
    subject: {},
    signal,
    patient,
    async send({ registry }) {
      return nextPage(registry.createQuery(text, pageSize), after, readRow);
    },
  });
}

/** The page after `after` of what azure-iothub pages, or the first. */
export async function nextPage<Row>(
  query: Query,
  after: string | undefined,
  readRow: (row: unknown) => Row,
): Promise<Page<Row>> {
  const { result } = after === undefined ? await query.next() : await query.next(after);
  const next: string | undefined = query.continuationToken || undefined;

  const items = readAnswer(z.array(z.unknown()), result).map(row => readRow(row));
  return { items, ...(next === undefined ? {} : { next }) };
}
