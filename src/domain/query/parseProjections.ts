import { parsePropertyPath, resolveProperty } from './parseProperty.ts';
import type { Aggregate, Collection, Projection, Property } from './syntaxTree.ts';
import type { TokenCursor } from './tokenCursor.ts';
import { isReservedWord } from './vocabulary.ts';

const aggregates = ['AVG', 'SUM', 'MIN', 'MAX'] as const;

/** Reads `value [AS alias], …`; what it gives turns the names into properties of the documents selected from. */
export function parseProjections(cursor: TokenCursor): (from: Collection) => readonly Projection[] {
  const resolvers: ((from: Collection) => Projection)[] = [];
  do resolvers.push(parseProjection(cursor));
  while (cursor.takeIf(','));

  return from => resolvers.map(resolve => resolve(from));
}

function parseProjection(cursor: TokenCursor): (from: Collection) => Projection {
  const resolveValue = parseValue(cursor);
  const alias = cursor.takeIf('AS') ? { alias: parseName(cursor, 'a name after AS') } : {};

  return from => ({ kind: 'projection', value: resolveValue(from), ...alias });
}

function parseValue(cursor: TokenCursor): (from: Collection) => Property | Aggregate {
  if (cursor.following.text === '(') return parseAggregate(cursor);

  const path = parsePropertyPath(cursor, '*, a property or an aggregate');
  return from => resolveProperty(cursor, path, from);
}

function parseAggregate(cursor: TokenCursor): (from: Collection) => Aggregate {
  if (cursor.takeIf('COUNT')) {
    cursor.expect('(');
    cursor.expect(')', '")", as COUNT takes nothing');
    return () => ({ kind: 'aggregate', name: 'COUNT' });
  }

  const name = aggregates.find(aggregate => cursor.takeIf(aggregate));
  if (name === undefined) cursor.failExpecting('a property or one of COUNT, AVG, SUM, MIN and MAX');
  cursor.expect('(');
  const path = parsePropertyPath(cursor, `a property for ${name}`);
  cursor.expect(')');
  return from => ({ kind: 'aggregate', name, argument: resolveProperty(cursor, path, from) });
}

function parseName(cursor: TokenCursor, expected: string): string {
  const { kind, text } = cursor.current;
  if (kind !== 'name' || isReservedWord(text)) cursor.failExpecting(expected);

  return cursor.take().text;
}
