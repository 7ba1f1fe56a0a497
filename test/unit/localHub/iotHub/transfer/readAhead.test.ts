import { expect, test } from 'vitest';
import { readAhead } from '../../../../../src/localHub/iotHub/transfer/readAhead.ts';

test('what is read ahead comes in order, until there is nothing more', async () => {
  const items = [1, 2, 3, 4, 5];
  const seen: number[] = [];
  for await (const item of readAhead(() => Promise.resolve(items.shift()), 3)) seen.push(item);
  expect(seen).toEqual([1, 2, 3, 4, 5]);
});

test('more is asked for while what came is used, and no more than that', async () => {
  let asked = 0;
  const reading = readAhead(() => Promise.resolve(++asked), 2);
  expect(await reading.next()).toEqual({ done: false, value: 1 });
  expect(asked).toBe(2);
  expect(await reading.next()).toEqual({ done: false, value: 2 });
  expect(asked).toBe(3);
});

test('a failure comes when it is its turn, after what was read before it', async () => {
  const answers = [Promise.resolve('lines'), Promise.reject(new Error('The container does not answer.'))];
  const reading = readAhead(() => answers.shift() ?? Promise.resolve(undefined), 2);
  expect(await reading.next()).toEqual({ done: false, value: 'lines' });
  await expect(reading.next()).rejects.toThrow('The container does not answer.');
});
