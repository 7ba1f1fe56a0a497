import { expect, test } from 'vitest';
import { RateMeter } from '../../../src/simulator/rateMeter.ts';

test('messages are counted by the second in which they were acknowledged', () => {
  const meter = new RateMeter(300, 10_000);
  for (const ms of [10_100, 10_900, 11_000]) meter.count(ms);

  expect(meter.takeEnded(12_500)).toEqual([
    { second: 10, sent: 2 },
    { second: 11, sent: 1 },
  ]);
});

test('a second is told once, when it is over; quiet seconds too', () => {
  const meter = new RateMeter(300, 10_000);

  expect(meter.takeEnded(10_900)).toEqual([]);
  expect(meter.takeEnded(12_000)).toEqual([
    { second: 10, sent: 0 },
    { second: 11, sent: 0 },
  ]);
  expect(meter.takeEnded(12_900)).toEqual([]);
});

test('no more seconds are remembered than it was made for', () => {
  const meter = new RateMeter(5, 0);
  for (let second = 0; second < 100; second += 1) meter.count(second * 1000);

  expect(meter.all(100_000)).toHaveLength(5);
  expect(meter.takeEnded(100_000)).toHaveLength(5);
});

test('a page that opens late sees all from the first message', () => {
  const meter = new RateMeter(300, 0);
  meter.count(4_000);
  meter.count(6_000);

  expect(meter.all(8_000).map(({ sent }) => sent)).toEqual([1, 0, 1, 0]);
  expect(new RateMeter(300, 0).all(8_000)).toEqual([]);
});
