import { isDeepStrictEqual } from 'node:util';
import { isObject, memberOf, Parameters, type TemplateFunction, textOf } from './values.ts';

/** Functions of numbers, truths, arrays and objects. Microsoft Learn, "ARM template functions". `if` is in evaluate.ts. */
export const valueFunctions: Readonly<Record<string, TemplateFunction>> = {
  add: call => call.integer(0) + call.integer(1),
  sub: call => call.integer(0) - call.integer(1),
  mul: call => call.integer(0) * call.integer(1),
  div: call => Math.trunc(call.integer(0) / divisor(call)),
  mod: call => call.integer(0) % divisor(call),
  int: call => {
    const value = Number(call.any(0));
    if (!Number.isInteger(value)) throw call.wrong(`needs a whole number, not '${textOf(call.any(0))}'`);
    return value;
  },
  min: call => Math.min(...numbers(call)),
  max: call => Math.max(...numbers(call)),
  range: call => range(call),

  and: call => call.values.every((_, index) => call.truth(index)),
  or: call => call.values.some((_, index) => call.truth(index)),
  not: call => !call.truth(0),
  bool: call => ['true', '1'].includes(textOf(call.any(0)).toLowerCase()),
  true: () => true,
  false: () => false,
  null: () => null,
  coalesce: call => call.values.find(value => value !== null && value !== undefined) ?? null,
  equals: call => isDeepStrictEqual(call.any(0), call.any(1)),
  less: call => compared(call) < 0,
  lessorequals: call => compared(call) <= 0,
  greater: call => compared(call) > 0,
  greaterorequals: call => compared(call) >= 0,

  array: call => (Array.isArray(call.any(0)) ? call.any(0) : [call.any(0)]),
  concat: call =>
    Array.isArray(call.values[0]) ? call.values.flatMap((_, index) => call.list(index)) : call.texts().join(''),
  contains: call => contains(call),
  createarray: call => call.values,
  createobject: call =>
    Object.fromEntries(
      call.values.flatMap((_, index) => (index % 2 === 0 ? [[call.text(index), call.any(index + 1)]] : [])),
    ),
  empty: call => call.any(0) === null || sizeOf(call) === 0,
  first: call => sequence(call, 0).at(0) ?? null,
  last: call => sequence(call, 0).at(-1) ?? null,
  indexof: call =>
    typeof call.any(0) === 'string'
      ? call.text(0).toLowerCase().indexOf(call.text(1).toLowerCase())
      : call.list(0).findIndex(item => isDeepStrictEqual(item, call.any(1))),
  intersection: call => call.list(0).filter(item => call.list(1).some(other => isDeepStrictEqual(item, other))),
  items: call => Object.entries(call.object(0)).map(([key, value]) => ({ key, value })),
  join: call => call.list(0).map(textOf).join(call.text(1)),
  length: call => sizeOf(call),
  skip: call => sequence(call, 0).slice(Math.max(0, call.integer(1))),
  take: call => sequence(call, 0).slice(0, Math.max(0, call.integer(1))),
  union: call => union(call),
};

/** "Array functions for ARM templates": the count of `range`. */
const mostOfRange = 10_000;

function range(call: Parameters): readonly number[] {
  const [start, count] = [call.integer(0), call.integer(1)];
  if (count < 0 || count > mostOfRange) throw call.wrong(`gives 0 to ${mostOfRange} numbers, not ${count}`);
  return Array.from({ length: count }, (_, index) => start + index);
}

function divisor(call: Parameters): number {
  const value = call.integer(1);
  if (value === 0) throw call.wrong('divides by zero');
  return value;
}

function numbers(call: Parameters): readonly number[] {
  const all = new Parameters('min', Array.isArray(call.any(0)) ? call.list(0) : call.values);
  return all.values.map((_, index) => all.integer(index));
}

function compared(call: Parameters): number {
  if (typeof call.any(0) === 'number') return call.integer(0) - call.integer(1);

  const [one, other] = [call.text(0), call.text(1)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function contains(call: Parameters): boolean {
  const within = call.any(0);
  if (typeof within === 'string') return within.includes(textOf(call.any(1)));
  if (isObject(within)) return memberOf(within, call.text(1)) !== undefined;
  return call.list(0).some(item => isDeepStrictEqual(item, call.any(1)));
}

function sizeOf(call: Parameters): number {
  const value = call.any(0);
  return isObject(value) ? Object.keys(value).length : sequence(call, 0).length;
}

function sequence(call: Parameters, index: number): string | readonly unknown[] {
  return typeof call.any(index) === 'string' ? call.text(index) : call.list(index);
}

/** Of objects, the later members win, and objects in them are united too. */
function union(call: Parameters): unknown {
  if (Array.isArray(call.any(0))) {
    const all = call.values.flatMap((_, index) => call.list(index));
    return all.filter((item, index) => all.findIndex(other => isDeepStrictEqual(item, other)) === index);
  }
  return call.values.reduce<unknown>((united, _, index) => merged(united, call.object(index)), {});
}

function merged(one: unknown, other: unknown): unknown {
  if (!isObject(one) || !isObject(other)) return other;

  const entries = Object.entries(other).map(
    ([key, value]) => [key, key in one ? merged(one[key], value) : value] as const,
  );
  return { ...one, ...Object.fromEntries(entries) };
}
