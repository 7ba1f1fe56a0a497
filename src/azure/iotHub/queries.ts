import * as z from 'zod/mini';
import type { PageRequest } from '../../domain/hubClient.ts';
import type { Page } from '../../domain/page.ts';
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
      const query = registry.createQuery(text, pageSize);
      const { result } = after === undefined ? await query.next() : await query.next(after);
      const next: string | undefined = query.continuationToken || undefined;

      const items = readAnswer(z.array(z.unknown()), result).map(row => readRow(row));
      return { items, ...(next === undefined ? {} : { next }) };
    },
  });
}
