import { parseCall } from './parseCall.ts';
import { parseArray, parseConstant } from './parseConstant.ts';
import { parseProperty } from './parseProperty.ts';
import type {
  ArithmeticOperator,
  Collection,
  ComparisonOperator,
  Expression,
  LogicalOperator,
  MembershipOperator,
} from './syntaxTree.ts';
import type { TokenCursor } from './tokenCursor.ts';
import { isReservedWord } from './vocabulary.ts';

const comparisonOperators: Readonly<Record<string, ComparisonOperator>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/**
 * Reads an expression over the documents of `from`. The documentation gives operators no precedence, so they have that
 * of SQL, loosest first: OR, AND, NOT, comparisons with IN and NIN (which do not chain), `+ -`, `* / %`.
 */
export function parseExpression(cursor: TokenCursor, from: Collection): Expression {
  return new ExpressionParser(cursor, from).parse();
}

/** One method for each level of precedence. */
class ExpressionParser {
  constructor(
    readonly cursor: TokenCursor,
    readonly from: Collection,
  ) {}

  parse(): Expression {
    return this.#logical('OR', () => this.#logical('AND', () => this.#not()));
  }

  #logical(operator: LogicalOperator, parseOperand: () => Expression): Expression {
    const first = parseOperand();
    if (!this.cursor.is(operator)) return first;

    const operands = [first];
    while (this.cursor.takeIf(operator)) operands.push(parseOperand());
    return { kind: 'logical', operator, operands };
  }

  #not(): Expression {
    if (!this.cursor.takeIf('NOT')) return this.#comparison();

    return { kind: 'not', operand: this.cursor.nested(() => this.#not()) };
  }

  #comparison(): Expression {
    const left = this.#sum();
    if (this.cursor.is('IN') || this.cursor.is('NIN')) return this.#membership(left);

    const { kind, text } = this.cursor.current;
    const operator = kind === 'symbol' ? comparisonOperators[text] : undefined;
    if (operator === undefined) return left;

    this.cursor.take();
    return { kind: 'comparison', operator, left, right: this.#sum() };
  }

  #membership(value: Expression): Expression {
    const operator = this.cursor.take().text.toUpperCase() as MembershipOperator;

    return { kind: 'membership', operator, value, candidates: parseArray(this.cursor) };
  }

  #sum(): Expression {
    return this.#arithmetic(['+', '-'], () => this.#arithmetic(['*', '/', '%'], () => this.#operand()));
  }

  #arithmetic(operators: readonly ArithmeticOperator[], parseTerm: () => Expression): Expression {
    let left = parseTerm();
    for (;;) {
      const operator = operators.find(candidate => this.cursor.takeIf(candidate));
      if (operator === undefined) return left;
      left = { kind: 'arithmetic', operator, left, right: parseTerm() };
    }
  }

  #operand(): Expression {
    const constant = parseConstant(this.cursor);
    if (constant) return constant;
    if (this.cursor.takeIf('(')) return this.#parenthesised();
    if (isCall(this.cursor)) {
      return parseCall(this.cursor, () => this.cursor.nested(() => this.parse()));
    }
    return parseProperty(this.cursor, this.from, 'a property, a constant or a function');
  }

  #parenthesised(): Expression {
    const inner = this.cursor.nested(() => this.parse());
    this.cursor.expect(')', '")" or an operator');

    return inner;
  }
}

function isCall({ current, following }: TokenCursor): boolean {
  return current.kind === 'name' && following.text === '(' && !isReservedWord(current.text);
}
