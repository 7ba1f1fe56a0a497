import { printExpression } from './printQuery.ts';
import { QueryError } from './queryError.ts';
import type { Aggregate, Projection, Property } from './syntaxTree.ts';

/** A member of each row that a query gives. */
export interface ResultColumn {
  readonly name: string;
  readonly value: Property | Aggregate;
}

/**
 * Names the columns of a select list. A property of the top level has its own name without an alias, as the
 * documentation's examples show; what else would be called without one is written nowhere, and refused.
 * @throws QueryError notSupported
 */
export function resultColumns(projections: readonly Projection[]): readonly ResultColumn[] {
  return projections.map(({ value, alias }) => {
    const name = alias ?? ownName(value);
    if (name !== undefined) return { name, value };

    const text = value.kind === 'property' ? printExpression(value) : `${value.name}(…)`;
    throw new QueryError({ kind: 'notSupported', what: `Name the column: write ${text} AS name.` }, '', 0);
  });
}

function ownName(value: Property | Aggregate): string | undefined {
  return value.kind === 'property' && value.path.length === 1 ? value.path[0] : undefined;
}
