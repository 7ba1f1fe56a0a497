import { expect, test } from 'vitest';
import {
  type RecurringJob,
  checked,
  dueTimes,
  occurrenceId,
  withCreated,
} from '../../../../src/domain/jobs/recurringJob.ts';

const at = (time: string) => new Date(`2026-11-27T${time}Z`);
const job: RecurringJob = {
  id: 'lock-every-evening',
  hubId: 'local/contoso',
  cron: '0 21 * * *',
  timeZone: 'UTC',
  action: { kind: 'twin', patch: { tags: { floor: '3' } } },
  queryCondition: '*',
  maxExecutionTimeInSeconds: 60,
  paused: false,
  checkedTime: at('20:00:00').toISOString(),
  missedCount: 1,
};

test('a time that has just come is due', () => {
  expect(dueTimes([at('21:00:00')], at('21:00:03'))).toEqual({ due: at('21:00:00'), missed: [] });
  expect(dueTimes([], at('21:00:03'))).toEqual({ missed: [] });
});

test('a time that passed long ago is missed, not made up for', () => {
  expect(dueTimes([at('20:00:00'), at('21:00:00')], at('21:02:00'))).toEqual({
    missed: [at('20:00:00'), at('21:00:00')],
  });
});

test('of several times that passed, only the newest can still be good', () => {
  expect(dueTimes([at('20:59:00'), at('21:00:00')], at('21:00:01'))).toEqual({
    due: at('21:00:00'),
    missed: [at('20:59:00')],
  });
});

test('missed times are counted until somebody has looked', () => {
  const after = checked(job, { missed: [at('20:00:00'), at('21:00:00')] }, at('21:05:00'));

  expect([after.missedCount, after.lastMissedTime, after.checkedTime]).toEqual([
    3,
    at('21:00:00').toISOString(),
    at('21:05:00').toISOString(),
  ]);
  expect(checked(job, { missed: [] }, at('21:05:00')).missedCount).toBe(1);
});

test('the job of a time has the same id whoever sends it', () => {
  expect(occurrenceId(job, at('21:00:00'))).toBe('lock-every-evening-20261127-2100');
});

test('the last ten jobs that it created are known, each once, and what went wrong before them is forgotten', () => {
  const created = Array.from({ length: 12 }, (_, hour) => ({
    jobId: `lock-${hour}`,
    time: at('21:00:00').toISOString(),
  }));
  const after = [...created, ...created.slice(-1)].reduce(withCreated, { ...job, problem: 'No room.' });

  expect(after.created?.map(({ jobId }) => jobId)).toEqual(
    Array.from({ length: 10 }, (_, index) => `lock-${11 - index}`),
  );
  expect(after.problem).toBeUndefined();
});
