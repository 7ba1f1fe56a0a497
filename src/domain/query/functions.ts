import { isJsonObject } from '../json.ts';
import { type Value, finite, isPrimitive } from './value.ts';

/** A function of the language. */
export interface QueryFunction {
  /** How many arguments it takes. */
  readonly least: number;
  readonly most: number;
  /** Its argument must be a property, not just any expression. */
  readonly takesProperty?: boolean;
  /**
   * What the documentation promises it for. Only IS_DEFINED is for twins; the service is known to take STARTSWITH and
   * ARRAY_CONTAINS there (the device search of Azure IoT Explorer, the Azure CLI), and routes have the rest.
   */
  readonly documentedFor: 'twins' | 'routes' | 'nothing';
  readonly apply: (...args: readonly Value[]) => Value;
}

const startsWith = onTexts('nothing', (text, prefix) => text.startsWith(prefix));
const endsWith = onTexts('nothing', (text, suffix) => text.endsWith(suffix));

const table = {
  IS_DEFINED: {
    least: 1,
    most: 1,
    takesProperty: true,
    documentedFor: 'twins',
    apply: value => value !== undefined,
  },
  STARTSWITH: startsWith,
  STARTS_WITH: { ...startsWith, documentedFor: 'routes' },
  ENDSWITH: endsWith,
  ENDS_WITH: { ...endsWith, documentedFor: 'routes' },
  CONTAINS: onTexts('routes', (text, part) => text.includes(part)),
  INDEX_OF: onTexts('routes', (text, part) => text.indexOf(part)),
  ARRAY_CONTAINS: {
    least: 2,
    most: 2,
    documentedFor: 'nothing',
    apply: (array, value) => (Array.isArray(array) && isPrimitive(value) ? array.includes(value) : undefined),
  },
  LENGTH: onText(text => text.length),
  LOWER: onText(text => text.toLowerCase()),
  UPPER: onText(text => text.toUpperCase()),
  SUBSTRING: { least: 2, most: 3, documentedFor: 'routes', apply: substring },
  CONCAT: {
    least: 2,
    most: Number.POSITIVE_INFINITY,
    documentedFor: 'routes',
    apply: (...texts) => (texts.every(text => typeof text === 'string') ? texts.join('') : undefined),
  },
  ABS: onNumber(Math.abs),
  EXP: onNumber(Math.exp),
  SQUARE: onNumber(x => x * x),
  CEILING: onNumber(Math.ceil),
  FLOOR: onNumber(Math.floor),
  SIGN: onNumber(Math.sign),
  SQRT: onNumber(Math.sqrt),
  POWER: {
    least: 2,
    most: 2,
    documentedFor: 'routes',
    apply: (x, y) => (typeof x === 'number' && typeof y === 'number' ? finite(x ** y) : undefined),
  },
  AS_NUMBER: onValue(value =>
    typeof value === 'string' ? numberIn(value) : typeof value === 'number' ? value : undefined,
  ),
  IS_ARRAY: onValue(Array.isArray),
  IS_BOOL: onValue(value => typeof value === 'boolean'),
  IS_NULL: onValue(value => value === null),
  IS_NUMBER: onValue(value => typeof value === 'number'),
  IS_OBJECT: onValue(isJsonObject),
  IS_PRIMITIVE: onValue(isPrimitive),
  IS_STRING: onValue(value => typeof value === 'string'),
} satisfies Record<string, QueryFunction>;

export type FunctionName = keyof typeof table;

/** Arguments of another type than a function is for give `undefined`. */
export const functions: Readonly<Record<FunctionName, QueryFunction>> = table;

export const functionNames = Object.keys(functions) as readonly FunctionName[];

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}

function onValue(apply: (value: Value) => Value): QueryFunction {
  return { least: 1, most: 1, documentedFor: 'routes', apply };
}

function onText(apply: (text: string) => Value): QueryFunction {
  return onValue(value => (typeof value === 'string' ? apply(value) : undefined));
}

function onNumber(apply: (x: number) => number): QueryFunction {
  return onValue(value => (typeof value === 'number' ? finite(apply(value)) : undefined));
}

function onTexts(
  documentedFor: QueryFunction['documentedFor'],
  apply: (text: string, other: string) => Value,
): QueryFunction {
  return {
    least: 2,
    most: 2,
    documentedFor,
    apply: (text, other) => (typeof text === 'string' && typeof other === 'string' ? apply(text, other) : undefined),
  };
}

/** `start` counts from 0, as documented; what lies outside the text has no answer. */
function substring(text: Value, start: Value, length: Value): Value {
  if (typeof text !== 'string' || !isIndex(start) || start > text.length) return undefined;
  if (length === undefined) return text.slice(start);

  return isIndex(length) ? text.slice(start, start + length) : undefined;
}

function isIndex(value: Value): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function numberIn(text: string): number | undefined {
  return text.trim() === '' ? undefined : finite(Number(text));
}
