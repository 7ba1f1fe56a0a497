import { resolve, type Scope } from './evaluate.ts';
import type { ParameterDefinition, Template } from './templateDocument.ts';
import { invalidTemplate } from './templateFault.ts';
import { isObject, type JsonObject } from './values.ts';

/** What a deployment gives for a parameter. */
export type GivenParameters = Readonly<Record<string, { readonly value?: unknown }>>;

const seeParameters = 'Please see https://aka.ms/arm-create-parameter-file for usage details.';

/**
 * The values of a template's parameters: those that are given, else the defaults, which may speak of other parameters.
 * @param scopeOf the scope for defaults, with the values that there are so far.
 * @throws ArmFault InvalidTemplate for one that is missing, unknown, or not as the template wants it.
 */
export async function parameterValues(
  { parameters: definitions = {} }: Template,
  given: GivenParameters,
  scopeOf: (values: JsonObject) => Scope,
): Promise<JsonObject> {
  const known = Object.keys(definitions);
  const unknown = Object.keys(given).filter(name => !known.some(each => each.toLowerCase() === name.toLowerCase()));
  if (unknown.length > 0) {
    throw invalidTemplate(
      `The template parameters '${unknown.join(', ')}' in the parameters file are not valid; they are not present in the original template and can therefore not be provided at deployment time. The only supported parameters for this template are '${known.join(', ')}'. ${seeParameters}`,
    );
  }
  const values: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    values[name] = await valueOf(name, definition, given, scopeOf(values));
  }
  return values;
}

async function valueOf(name: string, definition: ParameterDefinition, given: GivenParameters, scope: Scope) {
  const entry = Object.entries(given).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  const value = entry?.value ?? (await resolve(definition.defaultValue, scope));
  if (value === undefined) {
    throw invalidTemplate(`The value for the template parameter '${name}' is not provided. ${seeParameters}`);
  }
  check(name, definition, value);
  return value;
}

const isOfType: Readonly<Record<ParameterDefinition['type'], (value: unknown) => boolean>> = {
  string: value => typeof value === 'string',
  securestring: value => typeof value === 'string',
  int: value => Number.isInteger(value),
  bool: value => typeof value === 'boolean',
  object: isObject,
  secureobject: isObject,
  array: value => Array.isArray(value),
};

function check(name: string, definition: ParameterDefinition, value: unknown): void {
  const { type, allowedValues, minLength, maxLength, minValue, maxValue } = definition;
  if (!isOfType[type](value)) {
    throw invalidTemplate(
      `The provided value for the template parameter '${name}' is not of type '${type}'. ${seeParameters}`,
    );
  }
  if (allowedValues && !allowedValues.includes(value)) {
    throw invalidTemplate(
      `The provided value '${String(value)}' for the template parameter '${name}' is not valid. The value is not part of the allowed value(s): '${allowedValues.join(',')}'`,
    );
  }
  const length = typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
  checkRange(name, 'length', length, minLength, maxLength);
  checkRange(name, 'value', typeof value === 'number' ? value : undefined, minValue, maxValue);
}

function checkRange(name: string, what: string, value: number | undefined, least = -Infinity, most = Infinity): void {
  if (value === undefined || (value >= least && value <= most)) return;
  throw invalidTemplate(
    `The ${what} of the template parameter '${name}' is ${value}, and has to be from ${least} to ${most}`,
  );
}

/** The parameters as a deployment shows them: secrets only by their type. */
export function shownParameters({ parameters: definitions = {} }: Template, values: JsonObject) {
  const shown = Object.entries(definitions).map(([name, { type }]) => {
    const isSecret = type === 'securestring' || type === 'secureobject';
    const typeName = {
      securestring: 'SecureString',
      secureobject: 'SecureObject',
      int: 'Int',
      bool: 'Bool',
      array: 'Array',
      object: 'Object',
      string: 'String',
    }[type];
    return [name, isSecret ? { type: typeName } : { type: typeName, value: values[name] }] as const;
  });
  return Object.fromEntries(shown);
}
