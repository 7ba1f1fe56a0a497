import { expect, onTestFinished, test } from 'vitest';
import { forecastSeconds } from '../../../../../src/domain/jobs/forecast.ts';
import { tierLimits } from '../../../../../src/domain/tierLimits.ts';
import { JobRunner } from '../../../../../src/localHub/iotHub/jobs/jobRunner.ts';
import { Pace } from '../../../../../src/localHub/iotHub/jobs/pace.ts';
import { type DeviceJobCounts, DeviceJobTable } from '../../../../../src/localHub/store/deviceJobTable.ts';
import { Store } from '../../../../../src/localHub/store/store.ts';
import { VirtualClock } from './virtualClock.ts';

test('10,000 devices on S1 take as long as the forecast says, within 5 %', async () => {
  const clock = new VirtualClock();
  const store = await Store.open(':memory:');
  onTestFinished(() => store.close());
  const table = new DeviceJobTable(store);
  const names = Array.from({ length: 10_000 }, (_, index) => `device-${index}`);
  table.add(1, names, clock.ms);
  const pace = new Pace(clock);
  pace.useRate(tierLimits.S1.jobDeviceOperations, 1);
  const done = new Set<string>();
  let counts: DeviceJobCounts | undefined;
  const runner = new JobRunner({
    job: 1,
    store,
    table,
    operation: {
      kind: 'change',
      run: name => {
        done.add(name);
        return { status: 'completed' };
      },
    },
    pace,
    clock,
    untilMs: clock.ms + 3_600_000,
    ended: all => (counts = all),
  });
  const startedMs = clock.ms;

  runner.start();
  await clock.pass(() => counts !== undefined);

  const seconds = (clock.ms - startedMs) / 1000;
  expect(Math.abs(seconds / forecastSeconds(10_000, { tier: 'S1', units: 1 }) - 1)).toBeLessThan(0.05);
  expect(counts).toEqual({ pending: 0, running: 0, completed: 10_000, failed: 0 });
  expect(done.size).toBe(10_000);
}, 60_000);
