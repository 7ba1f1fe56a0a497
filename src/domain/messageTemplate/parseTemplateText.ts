import type { MessageContext, TemplateValue } from './messageTemplate.ts';
import { parseTemplateCall } from './parseTemplateCall.ts';
import type { TemplateReader } from './templateReader.ts';

const escapes = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Reads a JSON string whose text may hold `{{call}}`s; the cursor is at its opening quote. */
export function parseTemplateText(reader: TemplateReader): (context: MessageContext) => string {
  const start = reader.offset;
  reader.take('"');

  const parts: (string | TemplateValue)[] = [];
  while (!reader.take('"')) parts.push(parsePart(reader, start));

  return context => parts.map(part => (typeof part === 'string' ? part : asText(part(context)))).join('');
}

function parsePart(reader: TemplateReader, start: number): string | TemplateValue {
  if (reader.sees('{{')) return parseTemplateCall(reader);
  if (reader.take('\\')) return parseEscape(reader);

  const plain = reader.match(/(?:(?!\{\{)[^"\\\p{Cc}])+/uy);
  return plain ?? reader.fail('This text has no closing " on its line.', start);
}

function parseEscape(reader: TemplateReader): string {
  const start = reader.offset - 1;
  const unicode = reader.match(/u[0-9a-fA-F]{4}/y);
  if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode.slice(1), 16));

  const letter = reader.next;
  reader.offset += 1;
  return escapes.get(letter) ?? reader.fail(`"\\${letter}" is not an escape of JSON.`, start);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
