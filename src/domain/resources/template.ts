import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** What the types of parameters are called. Microsoft Learn, "Data types in ARM templates". */
const types = ['string', 'securestring', 'int', 'bool', 'object', 'secureobject', 'array'] as const;
export type ParameterType = (typeof types)[number];

/** A value that a template asks for. */
export interface TemplateParameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly description?: string;
  /** None but these. */
  readonly allowed?: readonly Json[];
}

/** True for the JSON of a template for a resource group. */
export function isTemplate(document: JsonObject): boolean {
  const { $schema, resources } = document;
  return typeof $schema === 'string' && /\/deploymentTemplate\.json#?$/i.test($schema) && resources !== undefined;
}

/** The values in a file of parameters; nothing if it is none. */
export function parametersIn({ parameters }: JsonObject): JsonObject | undefined {
  return isJsonObject(parameters) && Object.values(parameters).every(isJsonObject) ? parameters : undefined;
}

/** What a template needs and is given neither by its defaults nor by `given`. */
export function missingParameters({ parameters }: JsonObject, given: JsonObject): readonly TemplateParameter[] {
  const names = new Set(Object.keys(given).map(name => name.toLowerCase()));
  return Object.entries(isJsonObject(parameters) ? parameters : {}).flatMap(([name, definition]) => {
    const isGiven = names.has(name.toLowerCase());
    return isGiven || !isJsonObject(definition) || 'defaultValue' in definition ? [] : [toParameter(name, definition)];
  });
}

/** True if nobody is to see what is typed. */
export function isSecret({ type }: Pick<TemplateParameter, 'type'>): boolean {
  return type.startsWith('secure');
}

/** Reads what was typed for a parameter; nothing if it is no value of its type. */
export function parameterValue({ type }: Pick<TemplateParameter, 'type'>, text: string): Json | undefined {
  switch (type) {
    case 'string':
    case 'securestring':
      return text;
    case 'int':
      return /^-?\d+$/.test(text.trim()) ? Number(text) : undefined;
    case 'bool':
      return { true: true, false: false }[text.trim().toLowerCase()];
    case 'array':
    case 'object':
    case 'secureobject': {
      const value = parsed(text);
      const fits = type === 'array' ? Array.isArray(value) : isJsonObject(value);
      return fits ? value : undefined;
    }
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function toParameter(name: string, { type, allowedValues, metadata }: JsonObject): TemplateParameter {
  const description = isJsonObject(metadata) ? metadata['description'] : undefined;
  return {
    name,
    type: types.find(known => typeof type === 'string' && known === type.toLowerCase()) ?? 'string',
    ...(typeof description === 'string' ? { description } : {}),
    ...(Array.isArray(allowedValues) ? { allowed: allowedValues as readonly Json[] } : {}),
  };
}
