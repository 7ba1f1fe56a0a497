import { expect, test } from 'vitest';
import { AccessTokens, tokenLifetime } from '../../../../src/localHub/tokens/accessTokens.ts';

const dayMs = 24 * 3_600_000;

const audience = 'https://localhost:21000';

function openTokens() {
  const clock = { ms: Date.UTC(2026, 10, 27) };
  const key = Buffer.alloc(32, 7);
  const tokens = new AccessTokens({ key, tenantId: 'tenant', now: () => clock.ms });
  return { tokens, clock };
}

test('a token is good until it expires', () => {
  const { tokens, clock } = openTokens();
  const header = `Bearer ${tokens.issue(audience)}`;

  clock.ms += tokenLifetime.days * dayMs - 1000;
  expect(tokens.problem(header, audience)).toBeUndefined();

  clock.ms += 1000;
  expect(tokens.problem(header, audience)?.message).toMatch(/expiry UTC time/);
});

test('a token is kept for the next start while much of its time is left, and its audience is the same', () => {
  const { tokens, clock } = openTokens();
  const token = tokens.issue(audience);
  expect(tokens.isFresh(token, audience)).toBe(true);
  expect(tokens.isFresh(token, 'https://localhost:22000')).toBe(false);
  expect(tokens.isFresh('nonsense', audience)).toBe(false);

  clock.ms += (tokenLifetime.days - tokenLifetime.renewBeforeDays) * dayMs;
  expect(tokens.isFresh(token, audience)).toBe(false);
});

test('a token that is not yet valid is refused, but for clocks that differ a little', () => {
  const { tokens, clock } = openTokens();
  const header = `Bearer ${tokens.issue(audience)}`;

  clock.ms -= 299_000;
  expect(tokens.problem(header, audience)).toBeUndefined();

  clock.ms -= 2000;
  expect(tokens.problem(header, audience)?.message).toMatch(/not valid before/);
});
