import { expect, test } from 'vitest';
import { mapConcurrently } from '../../../src/domain/mapConcurrently.ts';

test('results come in the order of the items, whichever is ready first', async () => {
  const delays = [3, 1, 2];

  expect(
    await mapConcurrently(delays, 3, async turns => {
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      return turns * 10;
    }),
  ).toEqual([30, 10, 20]);
});

test('never more than the limit are under way', async () => {
  let running = 0;
  let most = 0;
  await mapConcurrently(Array.from({ length: 20 }), 4, async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
  });

  expect(most).toBe(4);
});

test('the first failure is that of the whole', async () => {
  await expect(mapConcurrently([1, 2], 1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('of nothing comes nothing', async () => {
  expect(await mapConcurrently([], 5, () => Promise.resolve(1))).toEqual([]);
});
