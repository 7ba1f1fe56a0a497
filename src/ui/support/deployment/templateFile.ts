import { basename } from 'node:path';
import { type ParseError, parse } from 'jsonc-parser';
import { isJsonObject, type JsonObject } from '../../../domain/json.ts';
import { isTemplate, parametersIn } from '../../../domain/resources/template.ts';
import { TemplateError } from '../../../domain/resources/templateError.ts';

/** The text of a file or of an open document. */
export interface TextSource {
  /** What people call it. */
  readonly name: string;
  readonly text: string;
}

/** Reads a template: JSON, in which comments may stand. @throws TemplateError */
export function readTemplate(source: TextSource): JsonObject {
  const file = basename(source.name);
  if (file.toLowerCase().endsWith('.bicep')) throw new TemplateError({ kind: 'bicep', file });

  const document = readObject(source);
  if (document && isTemplate(document)) return document;
  throw new TemplateError({ kind: 'notTemplate', file });
}

/** Reads a file of parameters. @throws TemplateError */
export function readParameters(source: TextSource): JsonObject {
  const document = readObject(source);
  const parameters = document && parametersIn(document);
  if (parameters) return parameters;
  throw new TemplateError({ kind: 'notParameters', file: basename(source.name) });
}

function readObject({ name, text }: TextSource): JsonObject | undefined {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (!first) return isJsonObject(value) ? value : undefined;

  const line = text.slice(0, first.offset).split('\n').length;
  throw new TemplateError({ kind: 'notJson', file: basename(name), line });
}
