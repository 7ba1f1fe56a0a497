import { type DeviceFilter, deviceCondition } from './deviceFilter.ts';
import type { Json, JsonObject } from './json.ts';
import { printExpression, printQuery } from './query/printQuery.ts';
import type { Expression, Property } from './query/syntaxTree.ts';
import { cellText } from './queryResult/rowColumns.ts';

/** Devices that have the same value of a property. */
export interface DeviceGroup {
  /** What they have; absent if the property is not there. */
  readonly value?: Json;
  readonly count: number;
  /** What selects them, in the query language; absent for an object or an array, which a query cannot compare. */
  readonly condition?: string;
}

/** The one query that counts all groups of the devices that `filter` selects. */
export function groupQuery(path: readonly string[], filter: DeviceFilter): string {
  const property = { kind: 'property', path } as const;
  const where = deviceCondition(filter);
  const projections = [
    { kind: 'projection', value: property, alias: 'member' },
    { kind: 'projection', value: { kind: 'aggregate', name: 'COUNT' }, alias: 'number' },
  ] as const;

  const select = { kind: 'projections', projections } as const;
  return printQuery({ kind: 'query', select, from: 'devices', ...(where ? { where } : {}), groupBy: property });
}

/** The groups that the rows of {@link groupQuery} tell of: by value, and last those without one. */
export function readGroups(path: readonly string[], rows: readonly JsonObject[]): readonly DeviceGroup[] {
  const collator = new Intl.Collator(undefined, { numeric: true });
  const groups = rows.map(({ member, number }) => groupOf(path, member, Number(number)));

  return groups.sort(
    (a, b) =>
      Number(a.value === undefined) - Number(b.value === undefined) ||
      collator.compare(cellText(a.value), cellText(b.value)),
  );
}

function groupOf(path: readonly string[], value: Json | undefined, count: number): DeviceGroup {
  const expression = groupCondition({ kind: 'property', path }, value);
  const condition = expression && printExpression(expression);

  return { count, ...(value === undefined ? {} : { value }), ...(condition === undefined ? {} : { condition }) };
}

function groupCondition(property: Property, value: Json | undefined): Expression | undefined {
  if (value === undefined) {
    return { kind: 'not', operand: { kind: 'call', name: 'IS_DEFINED', arguments: [property] } };
  }
  if (typeof value === 'object' && value !== null) return undefined;
  return { kind: 'comparison', operator: '=', left: property, right: { kind: 'constant', value } };
}
