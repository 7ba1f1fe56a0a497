import { describe, expect, test } from 'vitest';
import {
  devicesWithin,
  durationWords,
  forecastPhrase,
  forecastSeconds,
  jobDevicesPerSecond,
} from '../../../../src/domain/jobs/forecast.ts';

describe('how fast a job reaches devices', () => {
  test.each([
    [{ tier: 'F1', units: 1 }, 10],
    [{ tier: 'S1', units: 1 }, 10],
    [{ tier: 'S1', units: 200 }, 10],
    [{ tier: 'S2', units: 1 }, 10],
    [{ tier: 'S2', units: 25 }, 25],
    [{ tier: 'S3', units: 2 }, 100],
    [{ tier: 'unlimited', units: 1 }, Number.POSITIVE_INFINITY],
  ] as const)('%j: %d a second', (size, rate) => {
    expect(jobDevicesPerSecond(size)).toBe(rate);
  });
});

describe('the forecast of a job', () => {
  test.each([
    [10_000, { tier: 'S1', units: 1 }, '10,000 devices, about 17 min on S1'],
    [10_000, { tier: 'S3', units: 2 }, '10,000 devices, about 2 min on S3 with 2 units'],
    [1, { tier: 'S1', units: 1 }, '1 device, less than a second on S1'],
    [1_000_000, { tier: 'S1', units: 1 }, '1,000,000 devices, about 27.8 h on S1'],
    [500, { tier: 'unlimited', units: 1 }, '500 devices, as fast as the hub can'],
    [0, { tier: 'S1', units: 1 }, '0 devices, less than a second on S1'],
  ] as const)('of %d devices on %j is "%s"', (count, size, phrase) => {
    expect(forecastPhrase(count, size, 'en')).toBe(phrase);
  });

  test('says what fits into a time', () => {
    const size = { tier: 'S1', units: 1 } as const;

    expect(forecastSeconds(10_000, size)).toBe(1000);
    expect(devicesWithin(60, size)).toBe(600);
    expect(forecastSeconds(10_000, { tier: 'unlimited', units: 1 })).toBe(0);
  });

  test.each([
    [0.5, 'less than a second'],
    [30, 'about 30 s'],
    [100, 'about 2 min'],
    [6000, 'about 1.7 h'],
  ])('calls %d s "%s"', (seconds, words) => {
    expect(durationWords(seconds, 'en')).toBe(words);
  });
});
