import { expect, test } from 'vitest';
import { AccessTokens, tokenLifetime } from '../../../../src/localHub/resourceManager/accessTokens.ts';

const dayMs = 24 * 3_600_000;

function openTokens(audience = 'https://localhost:21000', nowMs = Date.UTC(2026, 10, 27)) {
  const clock = { ms: nowMs };
  const key = Buffer.alloc(32, 7);
  const tokens = new AccessTokens({ key, tenantId: 'tenant', audience: () => audience, now: () => clock.ms });
  return { tokens, clock };
}

test('a token is good until it expires', () => {
  const { tokens, clock } = openTokens();
  const header = `Bearer ${tokens.issue()}`;

  clock.ms += tokenLifetime.days * dayMs - 1000;
  tokens.check(header);

  clock.ms += 1000;
  expect(() => tokens.check(header)).toThrow(/expiry UTC time/);
});

test('a token is kept for the next start while much of its time is left, and its audience is the same', () => {
  const { tokens, clock } = openTokens();
  const token = tokens.issue();
  expect(tokens.isFresh(token)).toBe(true);
  expect(openTokens('https://localhost:22000').tokens.isFresh(token)).toBe(false);
  expect(tokens.isFresh('nonsense')).toBe(false);

  clock.ms += (tokenLifetime.days - tokenLifetime.renewBeforeDays) * dayMs;
  expect(tokens.isFresh(token)).toBe(false);
});

test('a token that is not yet valid is refused, but for clocks that differ a little', () => {
  const { tokens, clock } = openTokens();
  const header = `Bearer ${tokens.issue()}`;

  clock.ms -= 299_000;
  tokens.check(header);

  clock.ms -= 2000;
  expect(() => tokens.check(header)).toThrow(/not valid before/);
});
