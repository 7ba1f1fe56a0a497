import { maxQueryLength } from './maxQueryLength.ts';

/** What is wrong with a query. Code branches on this; people read {@link QueryError.message}. */
export type QueryProblem =
  | { readonly kind: 'tooLong'; readonly length: number }
  | { readonly kind: 'tooDeep'; readonly most: number }
  | { readonly kind: 'unexpected'; readonly found: string; readonly expected: string }
  | { readonly kind: 'unexpectedEnd'; readonly expected: string }
  | { readonly kind: 'strayCharacter'; readonly character: string }
  | { readonly kind: 'unterminated'; readonly what: string; readonly closing: string }
  | { readonly kind: 'unknownEscape'; readonly escape: string }
  | { readonly kind: 'malformedNumber'; readonly text: string }
  | { readonly kind: 'reservedWord'; readonly word: string }
  | { readonly kind: 'unknownProperty'; readonly name: string; readonly similar?: string }
  | { readonly kind: 'hyphen'; readonly name: string }
  | { readonly kind: 'otherCollection'; readonly prefix: string; readonly from: string }
  | { readonly kind: 'unknownFunction'; readonly name: string; readonly similar?: string }
  | {
      readonly kind: 'argumentCount';
      readonly name: string;
      readonly least: number;
      readonly most: number;
      readonly found: number;
    }
  | { readonly kind: 'notSupported'; readonly what: string };

/** Where in a query something stands. Lines and columns count from 1, the offset from 0, all in UTF-16 units. */
export interface QueryPosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A query that cannot be run, with the place and, where one can tell, what was expected there. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly position: QueryPosition;
  /** The message without the place, for whoever shows that in another way. */
  readonly problem: string;

  constructor(
    readonly reason: QueryProblem,
    text: string,
    offset: number,
  ) {
    const position = positionAt(text, offset);
    const problem = describe(reason);
    super(`${problem} (line ${position.line}, column ${position.column})`);
    this.position = position;
    this.problem = problem;
  }
}

function positionAt(text: string, offset: number): QueryPosition {
  const lines = text.slice(0, offset).split('\n');

  return { offset, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function describe(reason: QueryProblem): string {
  switch (reason.kind) {
    case 'tooLong':
      return `The query has ${reason.length} characters; at most ${maxQueryLength} are allowed. Split it, or mark the devices with a tag.`;
    case 'tooDeep':
      return `The query nests more than ${reason.most} levels deep. Write it flatter.`;
    case 'unexpected':
      return `Expected ${reason.expected}, but found ${quoted(reason.found)}.`;
    case 'unexpectedEnd':
      return `Expected ${reason.expected}, but the query ends here.`;
    case 'strayCharacter':
      return `"${reason.character}" has no meaning here. Write a property name that contains it as [[name]], and text in quotes.`;
    case 'unterminated':
      return `The ${reason.what} that starts here has no closing ${reason.closing}.`;
    case 'unknownEscape':
      return String.raw`"${reason.escape}" is no escape sequence. Use \', \", \\ or \uXXXX.`;
    case 'malformedNumber':
      return `"${reason.text}" is no number. Write it as 12, 12.5 or 0x1F.`;
    case 'reservedWord':
      return `"${reason.word}" is a keyword. Write the property as [[${reason.word}]].`;
    case 'unknownProperty':
      return `There is no property "${reason.name}" here.${suggestion(reason.similar)}`;
    case 'hyphen':
      return `"-" means minus here. Write a property name that contains it as [[${reason.name}]].`;
    case 'otherCollection':
      return `"${reason.prefix}" is not what the query selects FROM (${reason.from}). Collections cannot be joined.`;
    case 'unknownFunction':
      return `There is no function "${reason.name}".${suggestion(reason.similar)}`;
    case 'argumentCount':
      return `${reason.name} takes ${argumentCount(reason.least, reason.most)}, but has ${reason.found}.`;
    case 'notSupported':
      return reason.what;
  }
}

/** A token may be as long as the query. */
function quoted(text: string): string {
  return text.length > 30 ? `"${text.slice(0, 30)}…"` : `"${text}"`;
}

function suggestion(similar: string | undefined): string {
  return similar === undefined ? '' : ` Did you mean ${similar}?`;
}

function argumentCount(least: number, most: number): string {
  if (least !== most)
    return most === Number.POSITIVE_INFINITY ? `at least ${least} arguments` : `${least} to ${most} arguments`;

  return least === 1 ? 'one argument' : `${least} arguments`;
}
