import type { Comparison, Expression, Property } from './syntaxTree.ts';
import { type Primitive, isPrimitive } from './value.ts';

/**
 * What a document must have for a condition to be true, as far as a store can check it before the document is read
 * whole. It lets too many through, never too few: the condition itself decides.
 */
export interface Narrowing {
  /** Ids from `from` to `to`, both included, in the order of their characters. */
  readonly idRange?: { readonly from: string; readonly to: string };
  readonly equalities: readonly Equality[];
}

export interface Equality {
  readonly property: Property;
  readonly value: Primitive;
}

/** Comes after every character that an id can have. */
const afterAllIds = '\u{10FFFF}';

/** Reads what must hold from the condition: it, or each operand of its AND. */
export function narrow(condition: Expression | undefined): Narrowing {
  const necessary = condition ? conjuncts(condition) : [];
  const idRange = necessary.map(rangeOf).find(range => range !== undefined);

  return { ...(idRange ? { idRange } : {}), equalities: necessary.flatMap(equalityOf) };
}

function conjuncts(condition: Expression): readonly Expression[] {
  if (condition.kind !== 'logical' || condition.operator !== 'AND') return [condition];
  return condition.operands.flatMap(conjuncts);
}

function equalityOf(condition: Expression): readonly Equality[] {
  if (condition.kind !== 'comparison' || condition.operator !== '=') return [];
  const { property, value } = sidesOf(condition);

  return property && isPrimitive(value) ? [{ property, value }] : [];
}

function sidesOf({ left, right }: Comparison) {
  const [property, constant] = left.kind === 'property' ? [left, right] : [right, left];
  return {
    property: property.kind === 'property' ? property : undefined,
    value: constant.kind === 'constant' && !Array.isArray(constant.value) ? (constant.value as Primitive) : undefined,
  };
}

function rangeOf(condition: Expression): Narrowing['idRange'] {
  if (condition.kind === 'membership' && condition.operator === 'IN' && isDeviceId(condition.value)) {
    const ids = condition.candidates.filter(candidate => typeof candidate === 'string').toSorted();
    return { from: ids[0] ?? '', to: ids.at(-1) ?? '' };
  }
  if (condition.kind === 'call' && (condition.name === 'STARTSWITH' || condition.name === 'STARTS_WITH'))
    return prefixRange(condition.arguments);

  const [equality] = equalityOf(condition);
  if (!equality || !isDeviceId(equality.property) || typeof equality.value !== 'string') return undefined;
  return { from: equality.value, to: equality.value };
}

function prefixRange([property, prefix]: readonly Expression[]): Narrowing['idRange'] {
  if (!property || !isDeviceId(property) || prefix?.kind !== 'constant' || typeof prefix.value !== 'string') {
    return undefined;
  }
  return { from: prefix.value, to: prefix.value + afterAllIds };
}

function isDeviceId(expression: Expression): boolean {
  return expression.kind === 'property' && expression.path.length === 1 && expression.path[0] === 'deviceId';
}
