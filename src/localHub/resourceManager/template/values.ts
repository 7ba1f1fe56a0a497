import { invalidTemplate } from './templateFault.ts';

/** A function of the template language, whose parameters are values already. */
export type TemplateFunction = (parameters: Parameters, name: string) => unknown;

export type JsonObject = Readonly<Record<string, unknown>>;

/** The parameters of a call, read as what they have to be. */
export class Parameters {
  readonly values: readonly unknown[];
  /** Of the function, as the template writes it. */
  readonly name: string;

  constructor(name: string, values: readonly unknown[]) {
    this.name = name;
    this.values = values;
  }

  get count(): number {
    return this.values.length;
  }

  any(index: number): unknown {
    if (index >= this.values.length) throw this.#wrong(`needs ${index + 1} parameters or more`);
    return this.values[index];
  }

  text(index: number): string {
    const value = this.any(index);
    if (typeof value === 'string') return value;
    throw this.#wrong(`needs a text as parameter ${index + 1}`);
  }

  /** A text, or nothing if the call has fewer parameters. */
  optionalText(index: number): string | undefined {
    return index < this.count ? this.text(index) : undefined;
  }

  integer(index: number): number {
    const value = this.any(index);
    if (Number.isInteger(value)) return value as number;
    throw this.#wrong(`needs a whole number as parameter ${index + 1}`);
  }

  truth(index: number): boolean {
    const value = this.any(index);
    if (typeof value === 'boolean') return value;
    throw this.#wrong(`needs true or false as parameter ${index + 1}`);
  }

  list(index: number): readonly unknown[] {
    const value = this.any(index);
    if (Array.isArray(value)) return value;
    throw this.#wrong(`needs an array as parameter ${index + 1}`);
  }

  object(index: number): JsonObject {
    const value = this.any(index);
    if (isObject(value)) return value;
    throw this.#wrong(`needs an object as parameter ${index + 1}`);
  }

  /** Every parameter, as a text: numbers and truths in their JSON. */
  texts(from = 0): readonly string[] {
    return this.values.slice(from).map(textOf);
  }

  wrong(what: string): Error {
    return this.#wrong(what);
  }

  #wrong(what: string): Error {
    return invalidTemplate(`The template function '${this.name}' ${what}`);
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As `string()` and `concat()` show a value. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return value === null ? '' : JSON.stringify(value);
}

/** A property, in whose name case does not count. */
export function memberOf(value: JsonObject, name: string): unknown {
  const key = Object.keys(value).find(known => known.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : value[key];
}
