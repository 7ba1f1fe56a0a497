import { describe, expect, test } from 'vitest';
import { parseDuration, printDuration } from '../../../../src/domain/jobs/durationText.ts';
import { isStartProblem, parseJobStart, startTimeOf } from '../../../../src/domain/jobs/jobStart.ts';

const now = new Date('2026-11-27T21:30:00Z');

function starts(text: string, zone = 'UTC'): unknown {
  const start = parseJobStart(text, now, zone);
  return isStartProblem(start) ? start : startTimeOf(start, now);
}

describe('the start of a job', () => {
  test.each([
    ['', 'UTC', undefined],
    ['now', 'UTC', undefined],
    ['0s', 'UTC', undefined],
    ['10m', 'UTC', '2026-11-27T21:40:00.000Z'],
    ['in 1h 30m', 'UTC', '2026-11-27T23:00:00.000Z'],
    ['2026-12-01 14:00', 'Europe/Berlin', '2026-12-01T13:00:00.000Z'],
    ['2027-07-01T14:00', 'Europe/Berlin', '2027-07-01T12:00:00.000Z'],
    ['2026-12-01T14:00:30Z', 'Europe/Berlin', '2026-12-01T14:00:30.000Z'],
    ['2026-12-01 14:00 +05:30', 'UTC', '2026-12-01T08:30:00.000Z'],
    ['2026-12-01 14:00 America/New_York', 'UTC', '2026-12-01T19:00:00.000Z'],
    ['23:15', 'UTC', '2026-11-27T23:15:00.000Z'],
    ['9:05', 'UTC', '2026-11-28T09:05:00.000Z'],
    // There it is 06:30 of the next day.
    ['07:00', 'Asia/Tokyo', '2026-11-27T22:00:00.000Z'],
  ])('"%s" in %s is %s', (text, zone, time) => {
    expect(starts(text, zone)).toBe(time);
  });

  test.each([
    ['2026-11-27 21:29', { kind: 'past', time: '2026-11-27T21:29:00.000Z' }],
    ['2026-12-01 14:00 Mars/Olympus', { kind: 'zone', zone: 'Mars/Olympus' }],
    ['25:00', { kind: 'unreadable' }],
    ['2026-13-01 14:00', { kind: 'unreadable' }],
    ['tomorrow', { kind: 'unreadable' }],
  ])('"%s" is refused', (text, problem) => {
    expect(starts(text)).toEqual(problem);
  });

  test('counts a delay from when the job is sent', () => {
    const start = parseJobStart('10m', now, 'UTC');

    expect(start).toEqual({ kind: 'delay', seconds: 600 });
  });
});

describe('a duration', () => {
  test.each([
    ['90', 90, '1m30s'],
    ['90s', 90, '1m30s'],
    ['10min', 600, '10m'],
    ['1h 30m', 5400, '1h30m'],
    ['2d', 172_800, '2d'],
  ])('%s has %d seconds, and is written %s', (text, seconds, printed) => {
    expect(parseDuration(text)).toBe(seconds);
    expect(printDuration(seconds)).toBe(printed);
  });

  test.each(['', 'm', '10x', '-5m', '1.5h'])('"%s" is none', text => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test('of nothing is written, too', () => expect(printDuration(0)).toBe('0s'));
});
