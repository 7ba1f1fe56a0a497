import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultMessageTemplate } from '../../../../src/domain/messageTemplate/defaultMessageTemplate.ts';
import {
  type MessageContext,
  type TemplateProblem,
  messageSizeInBytes,
} from '../../../../src/domain/messageTemplate/messageTemplate.ts';
import {
  isMessageTemplate,
  parseMessageTemplate,
} from '../../../../src/domain/messageTemplate/parseMessageTemplate.ts';

const context: MessageContext = {
  deviceId: 'door-017',
  messageNumber: 3,
  now: new Date('2026-11-20T10:42:00Z'),
  random: () => 0.5,
};

describe('a template', () => {
  test('that is plain JSON gives the same JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const text = JSON.stringify(value, null, 2);
        fc.pre(!text.includes('{{'));
        expect(render(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('gives a typed value for a call outside quotes, and text inside quotes', () => {
    expect(render(`{"a": {{counter}}, "b": "{{counter}}", "c": "{{deviceId}}-{{int 5 5}}!"}`)).toEqual({
      a: 3,
      b: '3',
      c: 'door-017-5!',
    });
  });

  test('can compute names of members', () => {
    expect(render(`{"reading{{counter}}": 1}`)).toEqual({ reading3: 1 });
  });

  test('gives JSON whatever characters a device id has', () => {
    fc.assert(
      fc.property(fc.string(), deviceId => {
        expect(render(`{"id": "<{{deviceId}}>"}`, { ...context, deviceId })).toEqual({ id: `<${deviceId}>` });
      }),
    );
  });

  test('makes the default message of about 130 bytes', () => {
    const text = renderText(defaultMessageTemplate, context);

    expect(JSON.parse(text)).toMatchObject({ deviceId: 'door-017', messageId: 3, temperature: 22.5 });
    expect(messageSizeInBytes(text)).toBeLessThan(150);
  });

  test('keeps a member called __proto__ a member', () => {
    expect(renderText(`{"__proto__": 1}`, context)).toBe('{"__proto__":1}');
  });
});

describe('the functions', () => {
  test.each([
    ['{{now}}', '2026-11-20T10:42:00.000Z'],
    ['{{unixTime}}', 1795171320],
    ['{{random 20 25}}', 22.5],
    ['{{random 1 2 0}}', 2],
    ['{{random -5 5 3}}', 0],
    ['{{int 1 6}}', 4],
    ['{{step 0 1 0.25}}', 0.5],
    ["{{pick 'open' 'closed'}}", 'closed'],
    ['{{pick 1 true null}}', true],
    ['{{ counter }}', 3],
  ])('%s gives %s', (template, expected) => {
    expect(render(template)).toBe(expected);
  });

  test('step starts again after its last value', () => {
    const values = [1, 2, 3, 4, 5, 6].map(messageNumber => render('{{step 0 0.3 0.1}}', { ...context, messageNumber }));

    expect(values).toEqual([0, 0.1, 0.2, 0.3, 0, 0.1]);
  });

  test('int never leaves its range', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.nat(1000),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (lowest, width, random) => {
          const value = render(`{{int ${lowest} ${lowest + width}}}`, { ...context, random: () => random });
          expect(value).toBeGreaterThanOrEqual(lowest);
          expect(value).toBeLessThanOrEqual(lowest + width);
        },
      ),
    );
  });

  test('wave comes back after its number of messages', () => {
    const values = [1, 3, 5, 7, 9].map(messageNumber => render('{{wave 10 20 8}}', { ...context, messageNumber }));

    expect(values).toEqual([15, 20, 15, 10, 15]);
  });

  test('uuid gives a version 4 id', () => {
    expect(render('{{uuid}}')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});

describe('a problem', () => {
  test.each([
    ['', 1, 1, 'The template is empty. Write a JSON object.'],
    ['{\n  "a": {{randm 1 2}}\n}', 2, 10, 'There is no function "randm". Did you mean "random"?'],
    ['{"a": {{xyz}}}', 1, 9, /^There is no function "xyz". Functions are deviceId, now,/],
    ['{"a": {{random 5}}}', 1, 9, /^Write \{\{random LOWEST HIGHEST \[DECIMALS\]\}\}/],
    ['{"a": {{random 9 5}}}', 1, 9, /^Write \{\{random/],
    ['{"a": {{int 1 x}}}', 1, 15, `"x" is neither a number nor a text in 'single quotes'.`],
    [`{"a": {{pick 'x}}}`, 1, 14, "This text has no closing ' on its line."],
    ['{"a": {{counter}', 1, 16, /neither a number/],
    ['{"a": "{{counter"}', 1, 8, 'This "{{" has no "}}".'],
    ['{"a": {{}}}', 1, 9, 'A function name is missing after "{{".'],
    ['{"a" 1}', 1, 6, '":" is expected after a name, not "1".'],
    ['{a: 1}', 1, 2, 'A name in "double quotes" is expected here, not "a".'],
    ['{"a": hot}', 1, 7, 'A value is expected here, not "hot". Texts stand in "double quotes".'],
    ['{"a": 1', 1, 1, 'This "{" has no "}".'],
    ['{', 1, 1, 'This "{" has no "}".'],
    ['[1\r\n2]', 2, 1, '"," or "]" is expected here, not "2".'],
    ['{"a": 1} x', 1, 10, 'The message ends before "x".'],
    ['{"a": "x\ny"}', 1, 7, 'This text has no closing " on its line.'],
    [String.raw`{"a": "\q"}`, 1, 8, String.raw`"\q" is not an escape of JSON.`],
    ['['.repeat(200), 1, 102, 'The template is nested more than 100 levels deep.'],
  ])('in %j is found at %i:%i', (template, line, column, message) => {
    const problem = parseMessageTemplate(template) as TemplateProblem;

    expect(problem).toMatchObject({ line, column });
    expect(problem.message).toMatch(message);
  });

  test('is all that any text can give: reading never throws, and what is read renders JSON', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '{{',
      '}}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '1',
      '-',
      'random',
      ' ',
      "'x'",
      '\\',
      'null',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const parsed = parseMessageTemplate(pieces.join(''));
        if (isMessageTemplate(parsed)) JSON.parse(parsed.render(context));
        else expect(parsed.offset).toBeLessThanOrEqual(pieces.join('').length);
      }),
      { numRuns: 2000 },
    );
  });
});

function renderText(template: string, from: MessageContext): string {
  const parsed = parseMessageTemplate(template);
  if (!isMessageTemplate(parsed)) throw new Error(parsed.message);

  return parsed.render(from);
}

function render(template: string, from: MessageContext = context): unknown {
  return JSON.parse(renderText(template, from));
}
