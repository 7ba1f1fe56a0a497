import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '../../../src/domain/secret.ts';

const secret = new Secret('c2VjcmV0');

test('a secret is told only when asked for', () => {
  expect(secret.reveal()).toBe('c2VjcmV0');
});

test.each<[string, (secret: Secret) => string]>([
  ['a template', secret => `key: ${String(secret)}`],
  ['a concatenation', secret => 'key: '.concat(secret.toString())],
  ['JSON', secret => JSON.stringify({ secret })],
  ['console and util.inspect', secret => inspect({ secret }, { depth: 5, showHidden: true })],
  ['the message of an error', secret => new Error(String(secret)).message],
  ['its own properties', secret => JSON.stringify(Object.entries(secret))],
  ['a copy', secret => JSON.stringify(Object.assign({}, secret))],
])('a secret does not appear in %s', (_, print) => {
  expect(print(secret)).not.toContain('c2VjcmV0');
});
