import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOffMs } from '../../../src/simulator/backOff.ts';
import { nextMessageDelayMs } from '../../../src/simulator/telemetry.ts';

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('waits to reconnect double up to half a minute', () => {
  expect([0, 1, 2, 3, 9, 99].map(attempt => backOffMs(attempt, () => 0.999))).toEqual(
    [1, 2, 4, 8, 30, 30].map(seconds => expect.closeTo(seconds * 1000, -2) as number),
  );
});

test('waits to reconnect are spread, and never shorter than half', () => {
  fc.assert(
    fc.property(fc.nat(50), fraction, (attempt, random) => {
      const longest = backOffMs(attempt, () => 1);
      expect(backOffMs(attempt, () => random)).toBeGreaterThanOrEqual(longest / 2);
      expect(backOffMs(attempt, () => random)).toBeLessThanOrEqual(longest);
    }),
  );
});

test('intervals differ by no more than their jitter', () => {
  fc.assert(
    fc.property(fraction, fc.integer({ min: 0, max: 100 }), (random, jitterPercent) => {
      const ms = nextMessageDelayMs({ intervalMs: 1000, jitterPercent }, () => random);
      expect(Math.abs(ms - 1000)).toBeLessThanOrEqual(10 * jitterPercent + 1e-9);
    }),
  );
});
