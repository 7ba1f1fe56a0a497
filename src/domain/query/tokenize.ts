import { maxQueryLength } from './maxQueryLength.ts';
import { QueryError, type QueryProblem } from './queryError.ts';
import type { Token } from './token.ts';

const space = /\s*/y;
const name = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const escapedName = /\[\[(?<name>[^\]]+)\]\]/y;
const number = /0[xX][0-9A-Fa-f]+|\d+(?:\.\d+)?/y;
const numberLike = /[0-9][0-9A-Za-z_.]*/y;
const symbol = /<>|!=|<=|>=|[=<>+\-*/%(),.[\]]/y;
const quotedText = /(?<quote>['"])(?<body>(?:\\[^]|(?!\k<quote>)[^\\])*)\k<quote>/y;
const escape = /\\(?:u(?<code>[0-9A-Fa-f]{4})|(?<itself>['"\\])|[^])/g;

/** Cuts a query into tokens, the last of which is `end`. Throws a {@link QueryError}. */
export function tokenize(text: string): readonly Token[] {
  if (text.length > maxQueryLength) fail({ kind: 'tooLong', length: text.length }, text, maxQueryLength);

  const tokens: Token[] = [];
  let offset = match(space, text, 0)?.[0].length ?? 0;
  while (offset < text.length) {
    const token = readToken(text, offset, tokens.at(-1)?.text === '.');
    tokens.push(token);
    offset += token.text.length;
    offset += match(space, text, offset)?.[0].length ?? 0;
  }

  return [...tokens, { kind: 'end', text: '', offset }];
}

function readToken(text: string, offset: number, afterDot: boolean): Token {
  // `[[` also starts an array of arrays; a name in brackets is documented only as a part of a path.
  if (afterDot && text.startsWith('[[', offset)) return readEscapedName(text, offset);

  const word = match(name, text, offset)?.[0];
  if (word !== undefined) return { kind: 'name', text: word, offset };

  const character = text.charAt(offset);
  if (character === "'" || character === '"') return readString(text, offset);
  if (/\d/.test(character)) return readNumber(text, offset);

  const sign = match(symbol, text, offset)?.[0];
  if (sign !== undefined) return { kind: 'symbol', text: sign, offset };

  return fail({ kind: 'strayCharacter', character: String.fromCodePoint(text.codePointAt(offset) ?? 0) }, text, offset);
}

function readEscapedName(text: string, offset: number): Token {
  const found = match(escapedName, text, offset);
  if (!found) return fail({ kind: 'unterminated', what: 'property name', closing: ']]' }, text, offset);

  return { kind: 'escapedName', text: found[0], value: found.groups?.['name'] ?? '', offset };
}

function readNumber(text: string, offset: number): Token {
  const whole = match(numberLike, text, offset)?.[0] ?? '';
  if (match(number, text, offset)?.[0] !== whole) return fail({ kind: 'malformedNumber', text: whole }, text, offset);

  return { kind: 'number', text: whole, value: Number(whole), offset };
}

function readString(text: string, offset: number): Token {
  const found = match(quotedText, text, offset);
  if (!found) return fail({ kind: 'unterminated', what: 'text', closing: text.charAt(offset) }, text, offset);

  const body = found.groups?.['body'] ?? '';
  const value = body.replaceAll(escape, (sequence, code?: string, itself?: string, at = 0) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return itself ?? fail({ kind: 'unknownEscape', escape: sequence }, text, offset + 1 + at);
  });
  return { kind: 'string', text: found[0], value, offset };
}

function match(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

function fail(problem: QueryProblem, text: string, offset: number): never {
  throw new QueryError(problem, text, offset);
}
