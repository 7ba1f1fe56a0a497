import { type JsonObject, isJsonObject } from '../json.ts';
import type { Property } from './syntaxTree.ts';
import type { Value } from './value.ts';

/** Turns a property into a function that reads it from a document; what is not there is `undefined`. */
export function compileProperty({ path }: Property): (document: JsonObject) => Value {
  return document => {
    let value: Value = document;
    for (const name of path) {
      if (!isJsonObject(value) || !Object.hasOwn(value, name)) return undefined;
      value = value[name];
    }
    return value;
  };
}
