import { invalidTemplate } from './templateFault.ts';

/** What stands between the brackets of `"[concat('a', parameters('b').c[0])]"`. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Expression[] }
  | { readonly kind: 'member'; readonly of: Expression; readonly key: Expression };

type Token = { readonly kind: 'text' | 'number' | 'name' | 'sign'; readonly text: string };

const tokenPattern = /\s*(?:(?<text>'(?:[^']|'')*')|(?<number>-?\d+)|(?<name>[A-Za-z_]\w*)|(?<sign>[()[\],.]))\s*/y;

/**
 * Reads a text of a template: an expression if it is in brackets, else nothing. A text that begins with `[[` is one that
 * begins with a bracket.
 * @throws ArmFault InvalidTemplate
 */
export function parseExpression(text: string): Expression | undefined {
  if (!text.startsWith('[') || !text.endsWith(']') || text.startsWith('[[')) return undefined;

  const reader = new Reader(text, tokensOf(text));
  const expression = reader.expression();
  reader.expectEnd();
  return expression;
}

function tokensOf(text: string): readonly Token[] {
  const inner = text.slice(1, -1);
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < inner.length) {
    const position = tokenPattern.lastIndex;
    const groups = tokenPattern.exec(inner)?.groups;
    const [kind, found] = Object.entries(groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (kind === undefined || found === undefined) {
      throw invalidTemplate(`The template language expression "${text}" cannot be read at position ${position + 1}`);
    }
    tokens.push({ kind: kind as Token['kind'], text: found });
  }
  return tokens;
}

/** Reads tokens by the grammar: a literal or a call, then members by `.name` and `[key]`. */
class Reader {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(source: string, tokens: readonly Token[]) {
    this.#source = source;
    this.#tokens = tokens;
  }

  expression(): Expression {
    let expression = this.#primary();
    for (;;) {
      if (this.#take('.')) {
        expression = { kind: 'member', of: expression, key: { kind: 'literal', value: this.#name() } };
      } else if (this.#take('[')) {
        expression = { kind: 'member', of: expression, key: this.expression() };
        this.#expect(']');
      } else {
        return expression;
      }
    }
  }

  expectEnd(): void {
    if (this.#next < this.#tokens.length) throw this.#unexpected();
  }

  #primary(): Expression {
    const token = this.#tokens[this.#next];
    if (token?.kind === 'text') return this.#literal(token.text.slice(1, -1).replaceAll("''", "'"));
    if (token?.kind === 'number') return this.#literal(Number(token.text));

    let name = this.#name();
    // A function of the template's own: `namespace.name(…)`.
    while (this.#take('.')) name += `.${this.#name()}`;
    this.#expect('(');
    return { kind: 'call', name, parameters: this.#parameters() };
  }

  #literal(value: string | number): Expression {
    this.#next++;
    return { kind: 'literal', value };
  }

  #parameters(): readonly Expression[] {
    const parameters: Expression[] = [];
    if (this.#take(')')) return parameters;

    do parameters.push(this.expression());
    while (this.#take(','));
    this.#expect(')');
    return parameters;
  }

  #name(): string {
    const token = this.#tokens[this.#next];
    if (token?.kind !== 'name') throw this.#unexpected();

    this.#next++;
    return token.text;
  }

  #take(sign: string): boolean {
    const token = this.#tokens[this.#next];
    if (token?.kind !== 'sign' || token.text !== sign) return false;

    this.#next++;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw this.#unexpected();
  }

  #unexpected(): Error {
    const found = this.#tokens[this.#next]?.text ?? 'its end';
    return invalidTemplate(
      `The template language expression "${this.#source}" is not valid: there is ${found} where it cannot be`,
    );
  }
}
