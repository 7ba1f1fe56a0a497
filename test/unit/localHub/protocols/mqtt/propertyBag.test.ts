import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPropertyBag, parsePropertyBag } from '../../../../../src/localHub/protocols/mqtt/propertyBag.ts';

const text = fc.string({ unit: 'grapheme' });
const properties = fc.dictionary(
  text.filter(name => name !== '' && !name.startsWith('$.')),
  text,
);
const systemProperties = fc.dictionary(
  text.filter(name => name !== ''),
  text,
);

test('what is written is read back, whatever names and values are', () => {
  fc.assert(
    fc.property(systemProperties, properties, (system, application) => {
      const bag = formatPropertyBag({ systemProperties: system, properties: application });

      expect(parsePropertyBag(bag)).toEqual({ systemProperties: system, properties: application });
    }),
  );
});

test('what is written has nothing that a topic reserves', () => {
  fc.assert(
    fc.property(properties, application => {
      expect(formatPropertyBag({ systemProperties: {}, properties: application })).not.toMatch(/[+#/\0]/);
    }),
  );
});

test.each([
  ['', {}, {}],
  ['a=1&b=2', {}, { a: '1', b: '2' }],
  ['a', {}, { a: '' }],
  ['a=b=c', {}, { a: 'b=c' }],
  ['a=1&a=2', {}, { a: '2' }],
  ['%24.mid=x&$.cid=y', { mid: 'x', cid: 'y' }, {}],
  ['a=1&&b=2&', {}, { a: '1', b: '2' }],
  ['__proto__=x', {}, Object.fromEntries([['__proto__', 'x']])],
])('%o is read', (bag, system, application) => {
  expect(parsePropertyBag(bag)).toEqual({ systemProperties: system, properties: application });
});

test.each(['a=%', '%E0%A4%A=1'])('%o is not URL-encoded', bag => {
  expect(parsePropertyBag(bag)).toBeUndefined();
});
