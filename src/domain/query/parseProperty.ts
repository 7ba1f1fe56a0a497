import { similarName } from './similarName.ts';
import type { Collection, Property } from './syntaxTree.ts';
import type { Token } from './token.ts';
import type { TokenCursor } from './tokenCursor.ts';
import { isReservedWord, rootProperties } from './vocabulary.ts';

/** A property as it stands in the text, before one knows what the query selects FROM. */
export interface PropertyPath {
  readonly start: Token;
  readonly names: readonly string[];
}

/** Reads a property of the documents in `from`; `expected` says what could stand in its place. */
export function parseProperty(cursor: TokenCursor, from: Collection, expected: string): Property {
  return resolveProperty(cursor, parsePropertyPath(cursor, expected), from);
}

/** Reads `name.name.[[name]]`. */
export function parsePropertyPath(cursor: TokenCursor, expected: string): PropertyPath {
  const { kind, text } = cursor.current;
  if (kind !== 'name' || isReservedWord(text)) cursor.failExpecting(expected);

  const start = cursor.take();
  const names = [start.text];
  while (cursor.takeIf('.')) names.push(parseMember(cursor));

  return { start, names };
}

/** Finds out which property of the documents in `from` a path means, and gives it its canonical names. */
export function resolveProperty(cursor: TokenCursor, path: PropertyPath, from: Collection): Property {
  const prefix = collectionPrefix(path.names);
  if (prefix !== undefined && prefix !== from) cursor.fail({ kind: 'otherCollection', prefix, from }, path.start);

  const [root = '', ...members] = prefix === undefined ? path.names : path.names.slice(prefix.split('.').length);
  const known = rootProperties[from].find(property => property.toLowerCase() === root.toLowerCase());
  if (known === undefined) return failUnknown(cursor, path, root, from);

  return { kind: 'property', path: [known, ...members] };
}

function parseMember(cursor: TokenCursor): string {
  const token = cursor.current;
  if (token.kind === 'escapedName') {
    cursor.take();
    return token.value;
  }
  if (token.kind !== 'name') return cursor.failExpecting('the name of a property after the dot');
  if (isReservedWord(token.text)) cursor.fail({ kind: 'reservedWord', word: token.text });

  return cursor.take().text;
}

/** `devices.tags.x` starts with the name of its collection; `devices.modules.…` and `devices.jobs.…` with a longer one. */
function collectionPrefix(names: readonly string[]): Collection | undefined {
  const [first, second] = names.map(name => name.toLowerCase());
  if (first !== 'devices') return undefined;
  if (second === 'modules') return 'devices.modules';
  if (second === 'jobs') return 'devices.jobs';
  return 'devices';
}

function failUnknown(cursor: TokenCursor, path: PropertyPath, name: string, from: Collection): never {
  const hyphened = /[A-Za-z0-9_$]+-$/.exec(cursor.text.slice(0, path.start.offset));
  if (hyphened) cursor.fail({ kind: 'hyphen', name: hyphened[0] + name }, path.start);

  const similar = similarName(name, rootProperties[from]);
  const unknown = name === '' ? path.names.join('.') : name;

  return cursor.fail(
    { kind: 'unknownProperty', name: unknown, ...(similar === undefined ? {} : { similar }) },
    path.start,
  );
}
