import { createHash, randomUUID } from 'node:crypto';
import { type TemplateFunction, textOf } from './values.ts';

/** Functions that make texts. Microsoft Learn, "String functions for ARM templates". */
export const textFunctions: Readonly<Record<string, TemplateFunction>> = {
  base64: call => Buffer.from(call.text(0)).toString('base64'),
  base64tostring: call => Buffer.from(call.text(0), 'base64').toString(),
  base64tojson: call => parseJson(Buffer.from(call.text(0), 'base64').toString(), what => call.wrong(what)),
  endswith: call => call.text(0).toLowerCase().endsWith(call.text(1).toLowerCase()),
  format: call =>
    call.text(0).replaceAll(/\{\{|\}\}|\{(?<index>\d+)(?<rest>[^}]*)\}/g, (found, index?: string, rest?: string) => {
      if (index === undefined) return found.charAt(0);
      if (rest !== '')
        throw call.wrong(`has the form '${found}', of which this resource manager knows only {0}, {1}, …`);
      return textOf(call.any(Number(index) + 1));
    }),
  guid: call => guidOf(call.texts().join('-')),
  json: call => parseJson(call.text(0), what => call.wrong(what)),
  newguid: () => randomUUID(),
  padleft: call => {
    const length = call.integer(1);
    if (length > longestText) throw call.wrong(`makes texts of ${longestText} characters at most`);
    return textOf(call.any(0)).padStart(length, call.optionalText(2) ?? ' ');
  },
  replace: call => call.text(0).replaceAll(call.text(1), call.text(2)),
  split: call => {
    const delimiters = typeof call.any(1) === 'string' ? [call.text(1)] : call.list(1).map(textOf);
    return delimiters.reduce((parts, delimiter) => parts.flatMap(part => part.split(delimiter)), [call.text(0)]);
  },
  startswith: call => call.text(0).toLowerCase().startsWith(call.text(1).toLowerCase()),
  string: call => textOf(call.any(0)),
  substring: call => {
    const [text, start] = [call.text(0), call.integer(1)];
    const end = call.count > 2 ? start + call.integer(2) : text.length;
    if (start < 0 || end > text.length || end < start) throw call.wrong(`reaches beyond the text '${text}'`);
    return text.slice(start, end);
  },
  tolower: call => call.text(0).toLowerCase(),
  toupper: call => call.text(0).toUpperCase(),
  trim: call => call.text(0).trim(),
  uniquestring: call => uniqueText(call.texts().join('-')),
  uri: call => {
    const url = URL.parse(call.text(1), call.text(0));
    if (!url) throw call.wrong(`needs an address, not '${call.text(0)}'`);
    return url.href;
  },
  uricomponent: call => encodeURIComponent(call.text(0)),
  uricomponenttostring: call => decodeText(call.text(0), what => call.wrong(what)),
};

/** Microsoft Learn, "Template limits": characters of a value. */
const longestText = 131_072;

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const uniqueLength = 13;

/** 13 lower-case letters and digits, the same for the same text. Which ones is not documented: Azure's are others. */
function uniqueText(text: string): string {
  const bytes = createHash('sha256').update(text).digest();
  return Array.from(bytes.subarray(0, uniqueLength), byte => alphabet.charAt(byte % alphabet.length)).join('');
}

/** The namespace of `guid()`, of which it makes version 5 of RFC 4122. */
const guidNamespace = Buffer.from('11fb06fb712d4ddd98c7e71bbd588830', 'hex');

function guidOf(text: string): string {
  const bytes = createHash('sha1').update(guidNamespace).update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function decodeText(text: string, wrong: (what: string) => Error): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong('needs a text that is URL-encoded');
  }
}

function parseJson(text: string, wrong: (what: string) => Error): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('needs JSON');
  }
}
