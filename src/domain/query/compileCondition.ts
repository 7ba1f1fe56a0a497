import type { JsonObject } from '../json.ts';
import { compileProperty } from './compileProperty.ts';
import { functions } from './functions.ts';
import type {
  Arithmetic,
  ArithmeticOperator,
  Call,
  Comparison,
  ComparisonOperator,
  Expression,
  Logical,
  Membership,
} from './syntaxTree.ts';
import { type Primitive, type Value, finite, isPrimitive } from './value.ts';

type Evaluate = (document: JsonObject) => Value;

/**
 * Turns a WHERE condition into a function that says whether a document meets it. The document has the service's shape:
 * `deviceId`, `tags`, `properties.reported`… A condition that comes to anything but `true` is not met
 * ("Expressions and conditions" of the documentation).
 *
 * In between there are three truths: true, false and `undefined`, which is what becomes of a missing property, of a value
 * of the wrong type, and of a comparison with an object or an array (only primitives compare: "Twin query limitations").
 * AND and OR decide as soon as one operand does, else they are `undefined`; so is NOT of it. The documentation says
 * nothing of primitives of different types: they are unequal, and neither is the greater.
 */
export function compileCondition(condition: Expression): (document: JsonObject) => boolean {
  const evaluate = compile(condition);

  return document => evaluate(document) === true;
}

function compile(expression: Expression): Evaluate {
  switch (expression.kind) {
    case 'constant': {
      const { value } = expression;
      return () => value;
    }
    case 'property':
      return compileProperty(expression);
    case 'comparison':
      return compileComparison(expression);
    case 'arithmetic':
      return compileArithmetic(expression);
    case 'logical':
      return compileLogical(expression);
    case 'not': {
      const operand = compile(expression.operand);
      return document => not(operand(document));
    }
    case 'membership':
      return compileMembership(expression);
    case 'call':
      return compileCall(expression);
  }
}

function compileComparison({ operator, left, right }: Comparison): Evaluate {
  const [a, b] = [compile(left), compile(right)];
  const compare = comparisons[operator];

  return document => {
    const [x, y] = [a(document), b(document)];
    return isPrimitive(x) && isPrimitive(y) ? compare(x, y) : undefined;
  };
}

const comparisons: Readonly<Record<ComparisonOperator, (x: Primitive, y: Primitive) => boolean | undefined>> = {
  '=': (x, y) => x === y,
  '!=': (x, y) => x !== y,
  '<': (x, y) => ordered(x, y, sign => sign < 0),
  '<=': (x, y) => ordered(x, y, sign => sign <= 0),
  '>': (x, y) => ordered(x, y, sign => sign > 0),
  '>=': (x, y) => ordered(x, y, sign => sign >= 0),
};

/** Only numbers and texts have an order. Texts have that of their UTF-16 units, which is that of ISO times. */
function ordered(x: Primitive, y: Primitive, test: (sign: number) => boolean): boolean | undefined {
  const comparable =
    (typeof x === 'number' && typeof y === 'number') || (typeof x === 'string' && typeof y === 'string');
  if (!comparable) return undefined;

  return test(x < y ? -1 : x > y ? 1 : 0);
}

function compileArithmetic({ operator, left, right }: Arithmetic): Evaluate {
  const [a, b] = [compile(left), compile(right)];
  const calculate = calculations[operator];

  return document => {
    const [x, y] = [a(document), b(document)];
    return typeof x === 'number' && typeof y === 'number' ? finite(calculate(x, y)) : undefined;
  };
}

const calculations: Readonly<Record<ArithmeticOperator, (x: number, y: number) => number>> = {
  '+': (x, y) => x + y,
  '-': (x, y) => x - y,
  '*': (x, y) => x * y,
  '/': (x, y) => x / y,
  '%': (x, y) => x % y,
};

/** `false` decides an AND, `true` an OR. */
function compileLogical({ operator, operands }: Logical): Evaluate {
  const evaluations = operands.map(compile);
  const deciding = operator === 'OR';

  return document => {
    let result: boolean | undefined = !deciding;
    for (const evaluate of evaluations) {
      const value = evaluate(document);
      if (value === deciding) return deciding;
      if (value !== !deciding) result = undefined;
    }
    return result;
  };
}

function compileMembership({ operator, value, candidates }: Membership): Evaluate {
  const evaluate = compile(value);
  const members = new Set(candidates);
  const whenFound = operator === 'IN';

  return document => {
    const wanted = evaluate(document);
    if (!isPrimitive(wanted)) return undefined;
    return members.has(wanted) === whenFound;
  };
}

function compileCall({ name, arguments: args }: Call): Evaluate {
  const evaluations = args.map(compile);
  const { apply } = functions[name];

  return document => apply(...evaluations.map(evaluate => evaluate(document)));
}

function not(value: Value): boolean | undefined {
  return typeof value === 'boolean' ? !value : undefined;
}
