import { parseExpression } from './parseExpression.ts';
import type { Collection, Expression } from './syntaxTree.ts';
import { TokenCursor } from './tokenCursor.ts';

/** Reads what stands after WHERE, alone, as filters and job conditions have it. Throws a {@link QueryError}. */
export function parseCondition(text: string, from: Collection = 'devices'): Expression {
  const cursor = new TokenCursor(text);
  const condition = parseExpression(cursor, from);
  if (cursor.current.kind !== 'end') cursor.failExpecting('an operator or the end of the condition');

  return condition;
}
