import { printExpression } from '../query/printQuery.ts';
import { mostConditionCharacters } from './jobCondition.ts';

/** Conditions that together select these devices, as few as fit into what the service takes. */
export function deviceIdConditions(deviceIds: readonly string[]): readonly string[] {
  const lists: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const literal of deviceIds.map(literalOf)) {
    length += literal.length + ', '.length;
    if (length > mostConditionCharacters) {
      lists.push([]);
      length = inList([literal]).length;
    }
    lists.at(-1)?.push(literal);
  }

  return lists.map(literals => (literals.length === 1 ? `deviceId = ${literals[0]}` : inList(literals)));
}

function inList(literals: readonly string[]): string {
  return `deviceId IN [${literals.join(', ')}]`;
}

function literalOf(deviceId: string): string {
  return printExpression({ kind: 'constant', value: deviceId });
}
