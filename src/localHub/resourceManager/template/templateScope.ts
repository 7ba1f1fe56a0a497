import { resolve, type Scope, type ScopeFunction } from './evaluate.ts';
import { resourceFunctions, type Surroundings } from './resourceFunctions.ts';
import type { Template, UserFunction } from './templateDocument.ts';
import { invalidTemplate } from './templateFault.ts';
import { type JsonObject, memberOf, type Parameters } from './values.ts';

type Functions = Readonly<Record<string, ScopeFunction>>;

/** Where the expressions of a template are evaluated, with the values of its parameters. */
export function templateScope(template: Template, parameters: JsonObject, surroundings: Surroundings): Scope {
  const common: Functions = { ...resourceFunctions(surroundings), ...userFunctions(template, surroundings) };
  const variables = new Map<string, Promise<unknown>>();
  /** Expressions are evaluated one after the other: whoever asks for one of these stands in it. */
  const open = new Set<string>();
  const scope: Scope = scopeWith({
    ...common,
    parameters: call => found('parameter', parameters, call.text(0)),
    variables(call) {
      const name = call.text(0);
      const key = name.toLowerCase();
      const value = found('variable', variablesOf(template), name);
      if (open.has(key)) throw invalidTemplate(`Circular dependency detected on variable: '${name}'`);

      open.add(key);
      const known = variables.get(key) ?? resolve(value, scope);
      variables.set(key, known);
      return known.finally(() => open.delete(key));
    },
  });
  return scope;
}

/** The loops of variables are variables too. */
function variablesOf({ variables = {} }: Template): JsonObject {
  const { copy, ...rest } = variables;
  if (!Array.isArray(copy)) return variables;

  // A loop makes a property of the object that it is in, of which then only that one is asked for.
  const looped = copy.map(
    (loop: { name: string }) => [loop.name, `[variables('*${loop.name}').${loop.name}]`] as const,
  );
  const loops = copy.map((loop: { name: string }) => [`*${loop.name}`, { copy: [loop] }] as const);
  return { ...rest, ...Object.fromEntries([...looped, ...loops]) };
}

function found(kind: string, values: JsonObject, name: string): unknown {
  const value = memberOf(values, name);
  if (value !== undefined) return value;
  throw invalidTemplate(
    `The template ${kind} '${name}' is not found. Please see https://aka.ms/arm-syntax for usage details.`,
  );
}

/** A scope outside of all loops. */
function scopeWith(functions: Functions, loops: Readonly<Record<string, number>> = {}): Scope {
  const copyindex: ScopeFunction = call => copyIndex(call, loops);
  return {
    functions: { ...functions, copyindex },
    // The innermost comes last.
    within: (loop, index) => scopeWith(functions, { ...loops, [loop]: index }),
  };
}

/** `copyIndex()`, `copyIndex(1)`, `copyIndex('loop')`, `copyIndex('loop', 1)`. */
function copyIndex(call: Parameters, loops: Readonly<Record<string, number>>): number {
  const isNamed = typeof call.values[0] === 'string';
  const index = isNamed ? loops[call.text(0)] : Object.values(loops).at(-1);
  if (index === undefined) throw call.wrong('is not in a loop of this name');

  const offset = isNamed ? 1 : 0;
  return index + (call.count > offset ? call.integer(offset) : 0);
}

/** `namespace.name(…)`, which see nothing but their own parameters. */
function userFunctions({ functions = [] }: Template, surroundings: Surroundings): Functions {
  const entries = functions.flatMap(({ namespace, members }) =>
    Object.entries(members).map(
      ([name, member]) => [`${namespace}.${name}`.toLowerCase(), called(member, surroundings)] as const,
    ),
  );
  return Object.fromEntries(entries);
}

function called({ parameters = [], output }: UserFunction, surroundings: Surroundings): ScopeFunction {
  return call => {
    const values = Object.fromEntries(parameters.map(({ name }, index) => [name, call.any(index)]));
    const functions = {
      ...resourceFunctions(surroundings),
      parameters: (inner: Parameters) => found('parameter', values, inner.text(0)),
    };
    return resolve(output.value, scopeWith(functions));
  };
}
