import type { Aggregate, Expression, Literal, Projection, Property, Query } from './syntaxTree.ts';
import { isPlainName } from './vocabulary.ts';

/** The text of a query. Reading it gives the same tree again. */
export function printQuery({ top, select, from, where, groupBy }: Query): string {
  return [
    'SELECT',
    ...(top === undefined ? [] : [`TOP ${top}`]),
    select.kind === 'everything' ? '*' : select.projections.map(printProjection).join(', '),
    `FROM ${from}`,
    ...(where ? [`WHERE ${printExpression(where)}`] : []),
    ...(groupBy ? [`GROUP BY ${printProperty(groupBy)}`] : []),
  ].join(' ');
}

function printProjection({ value, alias }: Projection): string {
  const text = value.kind === 'property' ? printProperty(value) : printAggregate(value);

  return alias === undefined ? text : `${text} AS ${alias}`;
}

function printAggregate(aggregate: Aggregate): string {
  return aggregate.name === 'COUNT' ? 'COUNT()' : `${aggregate.name}(${printProperty(aggregate.argument)})`;
}

function printProperty({ path: [root = '', ...members] }: Property): string {
  return [root, ...members.map(name => (isPlainName(name) ? name : `[[${name}]]`))].join('.');
}

/** The text of an expression, such as a condition after WHERE. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'constant':
      return printConstant(expression.value);
    case 'property':
      return printProperty(expression);
    case 'call':
      return `${expression.name}(${expression.arguments.map(printExpression).join(', ')})`;
    case 'not':
      return `NOT ${printOperand(expression.operand, strength(expression))}`;
    case 'logical': {
      const operands = expression.operands.map(operand => printOperand(operand, strength(expression) + 1));
      return operands.join(` ${expression.operator} `);
    }
    case 'membership':
      return `${printOperand(expression.value, strength(expression) + 1)} ${expression.operator} ${printConstant(expression.candidates)}`;
    case 'comparison':
    case 'arithmetic': {
      const own = strength(expression);
      // Arithmetic groups to the left, comparisons not at all.
      const left = printOperand(expression.left, expression.kind === 'arithmetic' ? own : own + 1);
      return `${left} ${expression.operator} ${printOperand(expression.right, own + 1)}`;
    }
  }
}

/** In parentheses if it binds weaker than what stands around it. */
function printOperand(expression: Expression, least: number): string {
  const text = printExpression(expression);

  return strength(expression) < least ? `(${text})` : text;
}

/** How strongly an expression holds together, as {@link parseExpression} reads it. */
function strength(expression: Expression): number {
  switch (expression.kind) {
    case 'logical':
      return expression.operator === 'OR' ? 1 : 2;
    case 'not':
      return 3;
    case 'comparison':
    case 'membership':
      return 4;
    case 'arithmetic':
      return expression.operator === '+' || expression.operator === '-' ? 5 : 6;
    case 'constant':
    case 'property':
    case 'call':
      return 7;
  }
}

function printConstant(value: Literal | undefined): string {
  if (typeof value === 'string') return printText(value);
  if (typeof value === 'number') return printNumber(value);
  if (typeof value === 'object' && value !== null) return `[${value.map(printConstant).join(', ')}]`;

  return String(value);
}

function printText(text: string): string {
  // Control characters and lone surrogates may not survive on their way; escapes do.
  const escaped = text
    .replaceAll(/['\\]/g, String.raw`\$&`)
    .replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, character => `\\u${hexCode(character)}`);

  return `'${escaped}'`;
}

function hexCode(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}

/** In decimal notation: the language has no exponents. */
function printNumber(value: number): string {
  const [digits = '', exponent] = String(Math.abs(value)).split('e');
  const sign = value < 0 ? '-' : '';
  if (exponent === undefined) return sign + digits;

  const [whole = '', fraction = ''] = digits.split('.');
  const shift = Number(exponent);
  return shift > 0
    ? `${sign}${whole}${fraction.padEnd(shift, '0')}`
    : `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
}
