import { describe, expect, test } from 'vitest';
import type { Identity } from '../../../src/domain/device.ts';
import { checkSymmetricKey, normalThumbprint, regeneratedKeys, swappedKeys } from '../../../src/domain/identityKeys.ts';
import { Secret } from '../../../src/domain/secret.ts';

const first = new Secret('first');
const second = new Secret('second');
const fresh = new Secret('fresh');
const device: Identity = {
  deviceId: 'door-017',
  generationId: '1',
  etag: 'MQ==',
  status: 'enabled',
  connectionState: 'Disconnected',
  lastActivityTime: '0001-01-01T00:00:00Z',
  authenticationType: 'sas',
  primaryKey: first,
  secondaryKey: second,
};

describe('new keys', () => {
  test.each([
    ['primary', fresh, second],
    ['secondary', first, fresh],
    ['both', fresh, fresh],
  ] as const)('replace what was chosen: %s', (choice, primaryKey, secondaryKey) => {
    expect(regeneratedKeys(device, choice, () => fresh)).toEqual({
      authentication: { type: 'sas', primaryKey, secondaryKey },
    });
  });

  test('swap places', () => {
    expect(swappedKeys(device).authentication).toEqual({ type: 'sas', primaryKey: second, secondaryKey: first });
  });

  test('are refused to who signs in with a certificate', () => {
    const { primaryKey: _first, secondaryKey: _second, ...keyless } = device;

    expect(() => swappedKeys(keyless)).toThrow('"door-017" has no keys that you can use');
  });
});

test.each([
  ['', 'notBase64'],
  ['no key', 'notBase64'],
  [btoa('x'.repeat(15)), 'length'],
  [btoa('x'.repeat(16)), undefined],
  [btoa('x'.repeat(64)), undefined],
  [btoa('x'.repeat(65)), 'length'],
])('the key "%s" is judged: %s', (key, problem) => {
  expect(checkSymmetricKey(key)).toBe(problem);
});

test.each([
  ['ab:cd '.repeat(10), 'ABCD'.repeat(10)],
  ['0f'.repeat(32), '0F'.repeat(32)],
  ['0f'.repeat(21), undefined],
  ['xy'.repeat(20), undefined],
])('the thumbprint "%s" is read as %s', (text, thumbprint) => {
  expect(normalThumbprint(text)).toBe(thumbprint);
});
