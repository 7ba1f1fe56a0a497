import type { JsonObject } from '../json.ts';
import { Aggregation } from './aggregation.ts';
import { compileCondition } from './compileCondition.ts';
import { compileProperty } from './compileProperty.ts';
import { QueryError } from './queryError.ts';
import { type ResultColumn, resultColumns } from './resultColumn.ts';
import type { Projection, Property, Query } from './syntaxTree.ts';

interface Compiled {
  readonly matches: (document: JsonObject) => boolean;
  /** The most rows to give. */
  readonly top: number;
}

/** A query that gives a row for each document that matches. */
export interface RowQuery extends Compiled {
  readonly kind: 'rows';
  /** Whether a row is the whole document. */
  readonly whole: boolean;
  readonly toRow: (document: JsonObject) => JsonObject;
}

/** A query that gives a row for each group of documents that match. */
export interface GroupQuery extends Compiled {
  readonly kind: 'groups';
  readonly start: () => Aggregation;
}

/** Makes a query ready to run. @throws QueryError for a select list that cannot be answered. */
export function compileQuery(query: Query): RowQuery | GroupQuery {
  const { select, where, groupBy, top = Number.POSITIVE_INFINITY } = query;
  const compiled = { matches: where ? compileCondition(where) : () => true, top };
  if (select.kind === 'everything') {
    if (groupBy) throw notSupported('SELECT * cannot be grouped. Select the property that you group by, and COUNT().');
    return { ...compiled, kind: 'rows', whole: true, toRow: document => document };
  }

  const columns = resultColumns(select.projections);
  if (!groupBy && select.projections.every(({ value }) => value.kind === 'property')) {
    return { ...compiled, kind: 'rows', whole: false, toRow: rowOf(columns) };
  }
  for (const projection of select.projections) checkGrouped(projection, groupBy);
  return { ...compiled, kind: 'groups', start: () => new Aggregation(columns, groupBy) };
}

function rowOf(columns: readonly ResultColumn[]): (document: JsonObject) => JsonObject {
  const readers = columns.map(({ name, value }) => ({
    name,
    read: compileProperty(value.kind === 'property' ? value : { kind: 'property', path: [] }),
  }));

  return document => {
    const cells = readers.map(({ name, read }) => [name, read(document)] as const);
    return Object.fromEntries(cells.filter(([, value]) => value !== undefined)) as JsonObject;
  };
}

/** Beside an aggregate, only what is the same for the whole group has a value. */
function checkGrouped({ value }: Projection, groupBy: Property | undefined): void {
  if (value.kind !== 'property') return;
  if (groupBy && value.path.join('\n') === groupBy.path.join('\n')) return;

  const name = value.path.join('.');
  throw notSupported(`"${name}" stands beside an aggregate: GROUP BY ${name}, or leave it out.`);
}

function notSupported(what: string): QueryError {
  return new QueryError({ kind: 'notSupported', what }, '', 0);
}
