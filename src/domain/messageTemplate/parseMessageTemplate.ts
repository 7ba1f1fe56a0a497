import {
  type MessageContext,
  type MessageTemplate,
  type TemplateProblem,
  type TemplateValue,
  messageMaxBytes,
} from './messageTemplate.ts';
import { parseTemplateCall } from './parseTemplateCall.ts';
import { TemplateReader } from './templateReader.ts';
import { parseTemplateText } from './parseTemplateText.ts';
import { TemplateSyntaxError } from './templateSyntaxError.ts';

type TemplateMember = readonly [name: (context: MessageContext) => string, value: TemplateValue];

/** Deep enough for any message, shallow enough for the stack. */
const maxDepth = 100;
const literals = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Reads the template of a message: JSON in which `{{call}}` may stand for a value, or inside a string for a part of its
 * text. So `{{random 20 25}}` is a number and `"{{random 20 25}} °C"` a text; what comes out is always JSON.
 * Nothing in a template is ever run as code.
 */
export function parseMessageTemplate(text: string): MessageTemplate | TemplateProblem {
  try {
    const value = parseWhole(new TemplateReader(text));
    return { render: context => JSON.stringify(value(context)) };
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return { message: error.message, ...position(text, error.offset) };
    throw error;
  }
}

/** True if {@link parseMessageTemplate} could read the template. */
export function isMessageTemplate(parsed: MessageTemplate | TemplateProblem): parsed is MessageTemplate {
  return 'render' in parsed;
}

function parseWhole(reader: TemplateReader): TemplateValue {
  if (reader.text.length > messageMaxBytes) reader.fail('The template is larger than a message may be: 256 KB.');
  reader.skipSpace();
  if (reader.atEnd) reader.fail('The template is empty. Write a JSON object.');

  const value = parseValue(reader, 0);
  reader.skipSpace();
  return reader.atEnd ? value : reader.fail(`The message ends before ${reader.describeNext()}.`);
}

function parseValue(reader: TemplateReader, depth: number): TemplateValue {
  if (depth > maxDepth) reader.fail(`The template is nested more than ${maxDepth} levels deep.`);
  if (reader.sees('{{')) return parseTemplateCall(reader);
  if (reader.sees('{')) return parseObject(reader, depth);
  if (reader.sees('[')) return parseArray(reader, depth);
  if (reader.sees('"')) return parseTemplateText(reader);

  return parseLiteral(reader);
}

function parseLiteral(reader: TemplateReader): TemplateValue {
  const start = reader.offset;
  const number = reader.match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y);
  if (number !== undefined) return constant(Number(number));

  const literal = literals.get(reader.match(/[a-z]+/y) ?? '');
  if (literal !== undefined) return constant(literal);

  reader.offset = start;
  return reader.fail(`A value is expected here, not ${reader.describeNext()}. Texts stand in "double quotes".`);
}

function parseArray(reader: TemplateReader, depth: number): TemplateValue {
  const items: TemplateValue[] = [];
  parseList(reader, '[', ']', () => items.push(parseValue(reader, depth + 1)));

  return context => items.map(item => item(context));
}

function parseObject(reader: TemplateReader, depth: number): TemplateValue {
  const members: TemplateMember[] = [];
  parseList(reader, '{', '}', () => members.push(parseMember(reader, depth)));

  return context => Object.fromEntries(members.map(([name, value]) => [name(context), value(context)]));
}

function parseMember(reader: TemplateReader, depth: number): TemplateMember {
  if (!reader.sees('"')) reader.fail(`A name in "double quotes" is expected here, not ${reader.describeNext()}.`);
  const name = parseTemplateText(reader);
  reader.skipSpace();
  if (!reader.take(':')) reader.fail(`":" is expected after a name, not ${reader.describeNext()}.`);
  reader.skipSpace();

  return [name, parseValue(reader, depth + 1)];
}

function parseList(reader: TemplateReader, open: string, close: string, parseItem: () => void): void {
  const start = reader.offset;
  reader.take(open);
  reader.skipSpace();
  if (reader.take(close)) return;

  do {
    reader.skipSpace();
    if (!reader.atEnd) parseItem();
    reader.skipSpace();
    if (reader.atEnd) reader.fail(`This "${open}" has no "${close}".`, start);
  } while (reader.take(','));
  if (!reader.take(close)) reader.fail(`"," or "${close}" is expected here, not ${reader.describeNext()}.`);
}

function constant(value: number | boolean | null): TemplateValue {
  return () => value;
}

function position(text: string, offset: number): Omit<TemplateProblem, 'message'> {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset };
}
