import type { TemplateValue } from './messageTemplate.ts';
import { type TemplateArgument, type TemplateFunction, templateFunctions } from './templateFunctions.ts';
import type { TemplateReader } from './templateReader.ts';

const functionsByName = new Map(templateFunctions.map(each => [each.name, each]));
const words = new Map<string, TemplateArgument>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Reads `{{name arguments…}}`; the cursor is at its braces. */
export function parseTemplateCall(reader: TemplateReader): TemplateValue {
  const opening = reader.offset;
  reader.take('{{');
  reader.skipSpace();

  const nameOffset = reader.offset;
  const called = findFunction(reader, nameOffset);
  const values = parseArguments(reader, opening);

  return called.bind(values) ?? reader.fail(`Write {{${called.usage}}}: ${called.gives}.`, nameOffset);
}

function findFunction(reader: TemplateReader, offset: number): TemplateFunction {
  const name = reader.match(/[A-Za-z]\w*/y);
  if (name === undefined) return reader.fail('A function name is missing after "{{".');

  const known = [...functionsByName.keys()];
  const similar = known.find(each => each.toLowerCase().startsWith(name.slice(0, 3).toLowerCase()));
  const hint = similar === undefined ? `Functions are ${known.join(', ')}.` : `Did you mean "${similar}"?`;
  return functionsByName.get(name) ?? reader.fail(`There is no function "${name}". ${hint}`, offset);
}

function parseArguments(reader: TemplateReader, opening: number): TemplateArgument[] {
  const values: TemplateArgument[] = [];
  for (reader.skipSpace(); !reader.take('}}'); reader.skipSpace()) {
    if (reader.atEnd || reader.next === '"') reader.fail('This "{{" has no "}}".', opening);
    values.push(parseArgument(reader));
  }
  return values;
}

function parseArgument(reader: TemplateReader): TemplateArgument {
  const number = reader.match(/-?\d+(?:\.\d+)?(?![\w.])/y);
  if (number !== undefined) return Number(number);

  if (reader.next === "'") return parseText(reader);

  const start = reader.offset;
  const word = words.get(reader.match(/\w+/y) ?? '');
  if (word !== undefined) return word;

  reader.offset = start;
  return reader.fail(`${reader.describeNext()} is neither a number nor a text in 'single quotes'.`);
}

function parseText(reader: TemplateReader): string {
  const start = reader.offset;
  const quoted = reader.match(/'[^'"\r\n]*'/y);
  return quoted === undefined ? reader.fail("This text has no closing ' on its line.", start) : quoted.slice(1, -1);
}
