import { parseCondition } from './query/parseCondition.ts';
import { printExpression, printQuery } from './query/printQuery.ts';
import type { Comparison, Expression, Query } from './query/syntaxTree.ts';

/** Which devices a list shows. An empty filter shows all of them. */
export interface DeviceFilter {
  /** The first characters of the id; case-sensitive. */
  readonly idPrefix?: string;
  readonly tag?: TagCondition;
  readonly query?: NamedCondition;
  /** The condition of a group of devices, in the query language. */
  readonly group?: string;
}

/** What a saved query has after WHERE. */
export interface NamedCondition {
  /** What people call the query. */
  readonly name: string;
  /** In the query language; absent if the query selects all devices. */
  readonly condition?: string;
}

/** `tags.building.floor = '3'` is `{ path: ['building', 'floor'], value: '3' }`. No name contains `]`. */
export interface TagCondition {
  readonly path: readonly string[];
  readonly value: string | number | boolean;
}

/** A filter, and what the product itself asks for besides. */
export interface DeviceSelection extends DeviceFilter {
  /** Edge devices only. */
  readonly iotEdge?: true;
  /** Devices whose parent has this scope. */
  readonly parentScope?: string;
}

/** The query that selects these devices. */
export function deviceQuery(selection: DeviceSelection): string {
  const where = deviceCondition(selection);

  return printQuery({ kind: 'query', select: { kind: 'everything' }, from: 'devices', ...(where ? { where } : {}) });
}

/** What stands after WHERE in {@link deviceQuery}; nothing if all devices are selected. */
export function deviceCondition(selection: DeviceSelection): Expression | undefined {
  const { idPrefix, tag, query, group, iotEdge, parentScope } = selection;
  const operands = [
    ...(idPrefix ? [idStartsWith(idPrefix)] : []),
    ...(tag ? [tagEquals(tag)] : []),
    ...(query?.condition ? [parseCondition(query.condition)] : []),
    ...(group === undefined ? [] : [parseCondition(group)]),
    ...(iotEdge ? [isEdge] : []),
    ...(parentScope === undefined ? [] : [isChildOf(parentScope)]),
  ];

  return operands.length > 1 ? { kind: 'logical', operator: 'AND', operands } : operands[0];
}

/**
 * The filter that shows the devices of a query; nothing if its rows are not devices.
 * @param name absent for a query without one: people then know the filter by its condition.
 */
export function queryFilter({ from, where, groupBy }: Query, name?: string): DeviceFilter | undefined {
  if (from !== 'devices' || groupBy) return undefined;
  if (!where) return name === undefined ? {} : { query: { name } };

  const condition = printExpression(where);
  return { query: { name: name ?? condition, condition } };
}

/**
 * Reads `tags.building.floor = '3'`. Throws a `QueryError` if it is no condition at all; gives nothing for a condition
 * that is not one tag compared with one text, number, `true` or `false`.
 */
export function parseTagCondition(text: string): TagCondition | undefined {
  const condition = parseCondition(text);
  if (condition.kind !== 'comparison' || condition.operator !== '=') return undefined;

  const { left, right } = condition;
  if (left.kind !== 'property' || left.path[0] !== 'tags' || left.path.length < 2) return undefined;
  if (right.kind !== 'constant' || !isTagValue(right.value)) return undefined;
  return { path: left.path.slice(1), value: right.value };
}

/** The text that {@link parseTagCondition} reads as `tag`. */
export function printTagCondition(tag: TagCondition): string {
  return printExpression(tagEquals(tag));
}

function idStartsWith(prefix: string): Expression {
  const deviceId = { kind: 'property', path: ['deviceId'] } as const;

  return { kind: 'call', name: 'STARTSWITH', arguments: [deviceId, { kind: 'constant', value: prefix }] };
}

const isEdge: Comparison = {
  kind: 'comparison',
  operator: '=',
  left: { kind: 'property', path: ['capabilities', 'iotEdge'] },
  right: { kind: 'constant', value: true },
};

/** As the Azure CLI asks for the children of an edge device. */
function isChildOf(parentScope: string): Expression {
  const scopes = { kind: 'property', path: ['parentScopes'] } as const;

  return { kind: 'call', name: 'ARRAY_CONTAINS', arguments: [scopes, { kind: 'constant', value: parentScope }] };
}

function tagEquals({ path, value }: TagCondition): Comparison {
  return {
    kind: 'comparison',
    operator: '=',
    left: { kind: 'property', path: ['tags', ...path] },
    right: { kind: 'constant', value },
  };
}

function isTagValue(value: unknown): value is TagCondition['value'] {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
