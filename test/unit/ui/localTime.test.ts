import { expect, test } from 'vitest';
import { fullTime, shortTime, timeAgo } from '../../../src/ui/support/localTime.ts';

const now = new Date(2026, 10, 20, 15, 0);
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).toISOString();

test('a time of today is short as a clock shows it, another as a date', () => {
  expect(shortTime(at(20, 10, 42), 'en', now)).toBe('10:42');
  expect(shortTime(at(19, 10, 42), 'en', now)).toBe('Nov 19');
});

test('a time in full has its zone', () => {
  expect(fullTime(at(20, 10, 42), 'en')).toMatch(/Nov 20, 2026, 10:42:00 AM \S+/);
});

test.each([
  [at(20, 12), '3 hr. ago'],
  [at(20, 14, 50), '10 min. ago'],
  [at(18, 15), '2 days ago'],
  [at(20, 15), 'this minute'],
])('%s was %s', (time, words) => {
  expect(timeAgo(time, 'en', now)).toBe(words);
});

test('a text that is no time stays as the device reported it', () => {
  expect([shortTime, fullTime, timeAgo].map(words => words('yesterday', 'en', now))).toEqual(
    Array(3).fill('yesterday'),
  );
});
