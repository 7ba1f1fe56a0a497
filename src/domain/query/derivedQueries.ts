import type { JsonObject } from '../json.ts';
import { printQuery } from './printQuery.ts';
import type { Collection, Expression, Query } from './syntaxTree.ts';

const countColumn = 'number';

/** The query that counts what `query` selects, whatever it groups or shows of it; nothing for jobs: they cannot be counted. */
export function countQuery({ from, where }: Query): string | undefined {
  return from === 'devices.jobs' ? undefined : countOf(from, where);
}

/** The query that counts devices or modules. */
export function countOf(from: Exclude<Collection, 'devices.jobs'>, where?: Expression): string {
  const value = { kind: 'aggregate', name: 'COUNT' } as const;
  const projections = [{ kind: 'projection', value, alias: countColumn }] as const;

  return printQuery({
    kind: 'query',
    select: { kind: 'projections', projections },
    from,
    ...(where ? { where } : {}),
  });
}

/** What a counting query has counted: nothing to count is no group, and so no row. */
export function countIn([row]: readonly JsonObject[]): number {
  return Number(row?.[countColumn] ?? 0);
}

/** The query that gives the `deviceId` of each row of `query`; nothing if its rows are no devices. */
export function deviceIdQuery({ top, select, from, where, groupBy }: Query): string | undefined {
  const aggregates = select.kind === 'projections' && select.projections.some(({ value }) => value.kind !== 'property');
  if (from !== 'devices' || groupBy || aggregates) return undefined;

  const value = { kind: 'property', path: ['deviceId'] } as const;
  const projections = [{ kind: 'projection', value }] as const;
  return printQuery({
    kind: 'query',
    ...(top === undefined ? {} : { top }),
    select: { kind: 'projections', projections },
    from,
    ...(where ? { where } : {}),
  });
}
