import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Gate } from '../../../src/simulator/gate.ts';

const { signal } = new AbortController();

test('no more are inside than the gate is wide, and they go in by turns', async () => {
  const gate = new Gate(2);
  const order: number[] = [];
  let inside = 0;
  let most = 0;

  const work = async (number: number) => {
    order.push(number);
    most = Math.max(most, (inside += 1));
    await turn();
    inside -= 1;
  };
  await Promise.all([1, 2, 3, 4, 5].map(number => gate.pass(() => work(number), signal)));

  expect(most).toBe(2);
  expect(order).toEqual([1, 2, 3, 4, 5]);
});

test('work that fails makes room for the next', async () => {
  const gate = new Gate(1);
  const failing = gate.pass(() => Promise.reject(new Error('no')), signal);
  const next = gate.pass(async () => 'done', signal);

  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('done');
});

test('who gives up waiting is let go, and takes no place', async () => {
  const gate = new Gate(1);
  const first = Promise.withResolvers<void>();
  const impatient = new AbortController();
  const inside = gate.pass(() => first.promise, signal);
  const waiting = gate.pass(async () => 'never', impatient.signal);
  const after = gate.pass(async () => 'done', signal);

  impatient.abort();
  await expect(waiting).rejects.toThrow('aborted');
  first.resolve();
  await inside;
  await expect(after).resolves.toBe('done');
});
