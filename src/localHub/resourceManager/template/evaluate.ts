import { parseExpression, type Expression } from './expression.ts';
import { invalidTemplate, NotYetKnown } from './templateFault.ts';
import { textFunctions } from './textFunctions.ts';
import { valueFunctions } from './valueFunctions.ts';
import { isObject, memberOf, Parameters } from './values.ts';

/** Answers a call of a function that depends on where it stands; undefined for one that it does not know. */
export type ScopeFunction = (call: Parameters) => unknown;

export interface Scope {
  /** By their names in lower case. */
  readonly functions: Readonly<Record<string, ScopeFunction>>;
  /** The same with an index of a loop, for what is in the loop. */
  readonly within: (loop: string, index: number) => Scope;
}

/** Evaluates a text of a template, which is itself unless it is in brackets. @throws ArmFault InvalidTemplate; NotYetKnown */
export async function evaluateText(text: string, scope: Scope): Promise<unknown> {
  const expression = parseExpression(text);
  if (!expression) return text.startsWith('[[') ? text.slice(1) : text;

  return valueOf(expression, scope);
}

export interface ResolveOptions {
  /** Keeps expressions as they are written that speak of what is not there yet. */
  readonly keepUnknown?: boolean;
}

/** Evaluates all texts of a value, and the loops `copy` of its objects. @throws ArmFault InvalidTemplate; NotYetKnown */
export async function resolve(value: unknown, scope: Scope, options: ResolveOptions = {}): Promise<unknown> {
  if (typeof value === 'string') return resolveText(value, scope, options);
  if (Array.isArray(value)) return inOrder(value, item => resolve(item, scope, options));
  if (!isObject(value)) return value;

  const { copy, ...rest } = value;
  const loops = Array.isArray(copy) ? copy : [];
  const members = Object.entries(loops.length > 0 ? rest : value);
  const resolved = await inOrder(
    members,
    async ([key, member]) => [key, await resolve(member, scope, options)] as const,
  );
  const looped = await inOrder(loops, loop => resolveLoop(loop, scope, options));
  return Object.fromEntries([...resolved, ...looped]);
}

async function resolveText(text: string, scope: Scope, { keepUnknown = false }: ResolveOptions): Promise<unknown> {
  try {
    return await evaluateText(text, scope);
  } catch (error) {
    if (keepUnknown && error instanceof NotYetKnown) return text;
    throw error;
  }
}

/** Microsoft Learn, "Property iteration": `{ name, count, input }` becomes a property of that name, an array. */
async function resolveLoop(loop: unknown, scope: Scope, options: ResolveOptions): Promise<readonly [string, unknown]> {
  const { name, count, input } = isObject(loop) ? loop : {};
  if (typeof name !== 'string') throw invalidTemplate('A loop needs a name, a whole number as count, and an input');

  const turns = turnsOf(name, await resolve(count, scope));
  return [name, await inOrder(turns, index => resolve(input, scope.within(name, index), options))];
}

/** At most so many of a loop: Microsoft Learn, "Template limits". */
const mostTurns = 800;

/** The indexes of a loop, from 0 on. @throws ArmFault InvalidTemplate */
export function turnsOf(loop: string, count: unknown): readonly number[] {
  const turns = new Parameters('copy', [count]).integer(0);
  if (turns >= 0 && turns <= mostTurns) return Array.from({ length: turns }, (_, index) => index);

  throw invalidTemplate(`The loop '${loop}' has ${turns} turns, and can have 0 to ${mostTurns}`);
}

async function valueOf(expression: Expression, scope: Scope): Promise<unknown> {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'member':
      return memberValue(await valueOf(expression.of, scope), await valueOf(expression.key, scope));
    case 'call':
      return call(expression, scope);
  }
}

async function call({ name, parameters }: Expression & { kind: 'call' }, scope: Scope): Promise<unknown> {
  const key = name.toLowerCase();
  if (key === 'if') return chosen(parameters, scope);

  const known = functionNamed(key, scope);
  if (!known) {
    throw invalidTemplate(`The template function '${name}' is not one that this resource manager evaluates`);
  }
  const values = await inOrder(parameters, parameter => valueOf(parameter, scope));
  return known(new Parameters(name, values), name);
}

function functionNamed(key: string, { functions }: Scope) {
  for (const table of [functions, textFunctions, valueFunctions]) if (Object.hasOwn(table, key)) return table[key];
  // `listKeys` and the like are as many as resource providers have.
  return key.startsWith('list') ? functions['list*'] : undefined;
}

/** Evaluates only the branch that is taken: the other may speak of what there is not. */
async function chosen([condition, yes, no]: readonly Expression[], scope: Scope): Promise<unknown> {
  if (!condition || !yes || !no) throw invalidTemplate("The template function 'if' needs three parameters");

  const isTrue = new Parameters('if', [await valueOf(condition, scope)]).truth(0);
  return valueOf(isTrue ? yes : no, scope);
}

function memberValue(of: unknown, key: unknown): unknown {
  if (Array.isArray(of) && typeof key === 'number' && key in of) return of[key];
  const value = isObject(of) && typeof key === 'string' ? memberOf(of, key) : undefined;
  if (value !== undefined) return value;

  const known = isObject(of) ? Object.keys(of).join(', ') : typeof of;
  throw invalidTemplate(
    `The language expression property '${String(key)}' doesn't exist, available properties are '${known}'`,
  );
}

/** Evaluates one after the other. */
export async function inOrder<T, R>(items: readonly T[], of: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await of(item));
  return results;
}
