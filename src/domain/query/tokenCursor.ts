import { QueryError, type QueryProblem } from './queryError.ts';
import type { Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** No query that a person writes comes near; it keeps the parser's own stack safe. */
const maxDepth = 100;

/** The parser's place in the tokens of a query. Words are compared without regard to case. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  /** Throws a {@link QueryError} for text that has no tokens. */
  constructor(readonly text: string) {
    this.#tokens = tokenize(text);
  }

  get current(): Token {
    return this.#at(this.#index);
  }

  get following(): Token {
    return this.#at(this.#index + 1);
  }

  /** Gives the current token and goes on. */
  take(): Token {
    const token = this.current;
    this.#index++;
    return token;
  }

  /** True if the current token is this symbol or, in any case, this word. */
  is(word: string): boolean {
    const { kind, text } = this.current;
    return (kind === 'name' || kind === 'symbol') && text.toUpperCase() === word;
  }

  takeIf(word: string): boolean {
    const found = this.is(word);
    if (found) this.#index++;
    return found;
  }

  expect(word: string, expected = word): void {
    if (!this.takeIf(word)) this.failExpecting(expected);
  }

  /** Runs a part of the parser one level deeper. */
  nested<T>(parse: () => T): T {
    if (++this.#depth > maxDepth) this.fail({ kind: 'tooDeep', most: maxDepth });
    const result = parse();
    this.#depth--;
    return result;
  }

  failExpecting(expected: string): never {
    const { kind, text } = this.current;
    this.fail(kind === 'end' ? { kind: 'unexpectedEnd', expected } : { kind: 'unexpected', found: text, expected });
  }

  fail(problem: QueryProblem, at: Token = this.current): never {
    throw new QueryError(problem, this.text, at.offset);
  }

  #at(index: number): Token {
    return this.#tokens[index] ?? { kind: 'end', text: '', offset: this.text.length };
  }
}
