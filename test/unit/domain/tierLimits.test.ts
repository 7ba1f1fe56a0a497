import { expect, test } from 'vitest';
import { countOf, tierLimits } from '../../../src/domain/tierLimits.ts';

test.each([
  ['F1', 1, 10],
  ['S1', 30, 10],
  ['S2', 1, 10],
  ['S2', 9, 10],
  ['S2', 25, 25],
  ['S3', 2, 100],
] as const)('a job on %s with %i units takes %i devices a second', (tier, units, devices) => {
  const { jobDeviceOperations } = tierLimits[tier];

  expect(countOf(jobDeviceOperations, units) / jobDeviceOperations.perSeconds).toBe(devices);
});

test('S1 has 100 new connections a second, or 12 for each of many units', () => {
  const { newConnections } = tierLimits.S1;

  expect([1, 8, 9].map(units => countOf(newConnections, units))).toEqual([100, 100, 108]);
});

test('only Basic has no jobs', () => {
  const without = Object.entries(tierLimits).filter(([, { activeJobs }]) => activeJobs === 0);

  expect(without.map(([tier]) => tier)).toEqual(['B1', 'B2', 'B3']);
  expect(without.every(([, { edition }]) => edition === 'basic')).toBe(true);
});
