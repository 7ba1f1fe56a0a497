import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { HubFault } from './hubFault.ts';

/** How far a query got. */
export interface Progress {
  /** Rows that earlier pages gave. */
  readonly given: number;
  /** The name of the identity that the last row came from. */
  readonly last?: string;
}

const token = z.tuple([z.string(), z.number(), z.optional(z.string())]);

/** A token carries a mark of its query: with another query it would skip what it should not. */
export function writeContinuation({ given, last }: Progress, query: string): string {
  return Buffer.from(JSON.stringify([markOf(query), given, last])).toString('base64');
}

/** @throws HubFault ArgumentInvalid for a token that is not one of this query. */
export function readContinuation(text: string | undefined, query: string): Progress {
  if (text === undefined) return { given: 0 };

  const parsed = z.safeParse(token, parseJson(Buffer.from(text, 'base64').toString('utf8')));
  if (!parsed.success || parsed.data[0] !== markOf(query)) {
    throw new HubFault('ArgumentInvalid', 'The continuation token is not one of this query.');
  }
  const [, given, last] = parsed.data;
  return { given, ...(last === undefined ? {} : { last }) };
}

function markOf(query: string): string {
  return createHash('sha256').update(query).digest('base64').slice(0, 12);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
