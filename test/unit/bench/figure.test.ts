import { expect, test } from 'vitest';
import { toFigure } from '../../bench/figure.ts';
import { median, percentile } from '../../bench/median.ts';
import { printFigures } from '../../bench/printFigures.ts';

const rate = { figure: 'telemetry', value: 48_000.4, unit: 'messages/s' };
const time = { figure: 'connect', value: 2, unit: 's', lessIsBetter: true };

test('a figure is told as pipelines rely on it', () => {
  expect(toFigure('localHub', { ...rate, peer: { name: 'aedes', value: 40_000, goal: 1 } })).toEqual({
    bench: 'localHub',
    figure: 'telemetry',
    value: 48_000,
    unit: 'messages/s',
    peer: 'aedes',
    peerValue: 40_000,
    ratio: 1.2,
    goal: 1,
    met: true,
  });
});

test('without a peer there is no ratio, and without a goal nothing to meet', () => {
  expect(toFigure('b', rate)).toMatchObject({ peer: null, peerValue: null, ratio: null, goal: null, met: null });
  expect(toFigure('b', { ...rate, peer: { name: 'x', value: 1 } })).toMatchObject({ goal: null, met: null });
});

test('a ratio above one is always the better one', () => {
  expect(toFigure('b', { ...time, peer: { name: 'x', value: 3 } }).ratio).toBe(1.5);
});

test('a ratio that was measured turn by turn counts before that of the values', () => {
  const peer = { name: 'aedes', value: 40_000, ratio: 0.9, goal: 1 };

  expect(toFigure('b', { ...rate, peer })).toMatchObject({ ratio: 0.9, met: false });
});

test('a goal is missed by what rounding hides', () => {
  const figure = toFigure('b', { ...rate, value: 99.9, peer: { name: 'x', value: 100, goal: 1 } });

  expect(figure).toMatchObject({ ratio: 1, met: false });
});

test('a goal of its own is for the value, in its unit, whatever the peer has', () => {
  const peer = { name: 'x', value: 1 };

  expect(toFigure('b', { ...time, peer, goal: 2 })).toMatchObject({ goal: 2, goalFor: 'most', met: true });
  expect(toFigure('b', { ...time, peer, goal: 1.9 })).toMatchObject({ goalFor: 'most', met: false });
  expect(toFigure('b', { ...rate, goal: 50_000 })).toMatchObject({ goal: 50_000, goalFor: 'least', met: false });
});

test('the table is Markdown', () => {
  const figures = [
    toFigure('b', { ...rate, peer: { name: 'aedes', value: 40_000, goal: 1 } }),
    toFigure('b', { ...rate, value: 10_000, peer: { name: 'bare', value: 40_000, goal: 0.85 } }),
    toFigure('b', { ...time, goal: 3 }),
  ];

  expect(printFigures(figures).split('\n')).toEqual([
    '| figure    | local hub         | peer  | peer has          | times the peer | goal          |',
    '| --------- | ----------------- | ----- | ----------------- | -------------- | ------------- |',
    '| telemetry | 48,000 messages/s | aedes | 40,000 messages/s | 1.20           | ≥ 1.00 met    |',
    '| telemetry | 10,000 messages/s | bare  | 40,000 messages/s | 0.25           | ≥ 0.85 MISSED |',
    '| connect   | 2 s               |       |                   |                | ≤ 3 s met     |',
  ]);
});

test('how fast the machine is stands under the table, where a peer tells', () => {
  const slower = toFigure('b', { ...time, peer: { name: 'plain', value: 5, valueAtGoals: 2 } });
  const faster = toFigure('b', { ...rate, peer: { name: 'aedes', value: 40_000, valueAtGoals: 20_000 } });

  expect([slower.machine, faster.machine, toFigure('b', rate).machine]).toEqual([0.4, 2, undefined]);
  expect(printFigures([slower, faster]).split('\n').slice(-2)).toEqual([
    '',
    'The peers here, beside the machine that the goals are of: 0.40 (plain, connect); 2.00 (aedes, telemetry).',
  ]);
});

test('the median of an even number is between the two in the middle', () => {
  expect(median([5])).toBe(5);
  expect(median([9, 1, 5])).toBe(5);
  expect(median([1, 2, 10, 20])).toBe(6);
});

test('a percentile is between the closest ranks', () => {
  expect(percentile([10, 20], 75)).toBe(17.5);
  expect(percentile([1, 2, 3], 100)).toBe(3);
});
