import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pace } from '../../../../../src/localHub/iotHub/jobs/pace.ts';
import { VirtualClock } from './virtualClock.ts';

const tenPerSecond = { count: 10, perSeconds: 1 };

/** Asks again as soon as it is granted something, and writes down when that is. */
function askForever(pace: Pace, clock: VirtualClock, most = 64): { ms: number; count: number }[] {
  const grants: { ms: number; count: number }[] = [];
  const ask = () =>
    pace.request(most, count => {
      grants.push({ ms: clock.ms, count });
      ask();
    });
  ask();
  return grants;
}

test('grants one device each tenth of a second', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock);
  pace.useRate(tenPerSecond, 1);
  const startedMs = clock.ms;
  const grants = askForever(pace, clock);

  await clock.pass(() => grants.length === 5);

  expect(grants).toEqual([0, 100, 200, 300, 400].map(ms => ({ ms: startedMs + ms, count: 1 })));
});

test('saves nothing up while nobody asks', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock);
  pace.useRate(tenPerSecond, 1);
  clock.ms += 60_000;
  const grants = askForever(pace, clock);

  await clock.pass(() => grants.length === 2);

  expect(grants.map(({ count }) => count)).toEqual([1, 1]);
});

test('makes up for a timer that was late', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock);
  pace.useRate(tenPerSecond, 1);
  const grants = askForever(pace, clock);
  await clock.pass(() => grants.length === 1);
  clock.ms += 350;

  await clock.pass(() => grants.length === 2);

  expect(grants[1]?.count).toBe(3);
});

test('serves all who ask in turn, and never more than the rate', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 40 }),
      async (count, jobs, grantCount) => {
        const clock = new VirtualClock();
        const pace = new Pace(clock);
        pace.useRate({ count, perSeconds: 1 }, 1);
        const startedMs = clock.ms;
        const all = Array.from({ length: jobs }, () => askForever(pace, clock));
        await clock.pass(() => all.flat().length === grantCount);

        const granted = all.flat().reduce((sum, grant) => sum + grant.count, 0);
        expect(granted).toBeLessThanOrEqual(((clock.ms - startedMs) / 1000) * count + 1.01);
        const shares = all.map(grants => grants.length);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 50 },
  );
});

test('without a rate grants all that is asked for', async () => {
  const clock = new VirtualClock();
  const grants = askForever(new Pace(clock), clock);

  await clock.pass(() => grants.length === 2);

  expect(grants.map(({ count }) => count)).toEqual([64, 64]);
});
