import type { Query } from 'azure-iot-provisioning-service/dist/query.js';
import * as z from 'zod/mini';
import type { Page } from '../../domain/page.ts';
import { readAnswer } from '../iotHub/wire.ts';

/** A page of a query, each row as `readRow` reads it. */
export async function readPage<Row>(
  query: Query,
  after: string | undefined,
  readRow: (row: unknown) => Row,
): Promise<Page<Row>> {
  const { responseBody } = after === undefined ? await query.next() : await query.next(after);
  const next: string | undefined = query.continuationToken || undefined;

  const items = readAnswer(z.array(z.unknown()), responseBody).map(row => readRow(row));
  return { items, ...(next === undefined ? {} : { next }) };
}
