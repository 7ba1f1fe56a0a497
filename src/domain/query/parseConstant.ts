import type { Constant, Literal } from './syntaxTree.ts';
import type { TokenCursor } from './tokenCursor.ts';

const words = { TRUE: true, FALSE: false, NULL: null, UNDEFINED: undefined } as const;

/** Reads a constant if there is one: a number, text, `true`, `false`, `null`, `undefined` or an array of constants. */
export function parseConstant(cursor: TokenCursor): Constant | undefined {
  const token = cursor.current;
  if (token.kind === 'number' || token.kind === 'string') {
    cursor.take();
    return { kind: 'constant', value: token.value };
  }
  if (cursor.is('[')) return { kind: 'constant', value: parseArray(cursor) };
  if (cursor.takeIf('-')) return { kind: 'constant', value: parseNegative(cursor) };

  return parseWord(cursor);
}

/** Reads `['a', 'b']`. An empty array is not in the grammar. */
export function parseArray(cursor: TokenCursor): readonly Literal[] {
  cursor.expect('[', "an array of constants, such as ['a', 'b']");
  const elements = cursor.nested(() => parseElements(cursor));
  cursor.expect(']', '"," or "]"');

  return elements;
}

function parseElements(cursor: TokenCursor): readonly Literal[] {
  const elements: Literal[] = [];
  do {
    const value = cursor.is('UNDEFINED') ? undefined : parseConstant(cursor)?.value;
    if (value === undefined) cursor.failExpecting('a constant');
    elements.push(value);
  } while (cursor.takeIf(','));

  return elements;
}

/** The grammar has no sign operator: a minus belongs to the number that follows it. */
function parseNegative(cursor: TokenCursor): number {
  const token = cursor.current;
  if (token.kind !== 'number') return cursor.failExpecting('a number after "-"');

  cursor.take();
  // Not `-value`, which would make a negative zero.
  return 0 - token.value;
}

function parseWord(cursor: TokenCursor): Constant | undefined {
  const word = Object.entries(words).find(([name]) => cursor.takeIf(name));

  return word && { kind: 'constant', value: word[1] };
}
