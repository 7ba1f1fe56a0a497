import { describe, expect, test } from 'vitest';
import { deviceIdConditions } from '../../../../src/domain/jobs/deviceIdConditions.ts';
import { isConditionProblem, readTargetCondition } from '../../../../src/domain/query/targetCondition.ts';
import { jobTemplates } from '../../../../src/domain/jobs/jobTemplates.ts';
import { QueryBudget } from '../../../../src/domain/jobs/queryBudget.ts';
import { markCondition, markPatch } from '../../../../src/domain/jobs/temporaryTag.ts';

describe('devices by their ids', () => {
  test.each([
    [[], []],
    [['a'], ["deviceId = 'a'"]],
    [['a', "b'c"], [String.raw`deviceId IN ['a', 'b\'c']`]],
  ])('%j are %j', (ids, conditions) => {
    expect(deviceIdConditions(ids)).toEqual(conditions);
  });

  test('are cut into as few conditions as fit, none left out and none twice', () => {
    const ids = Array.from({ length: 2_000 }, (_, index) => `door-${index}`.padEnd(10 + (index % 90), 'x'));
    const conditions = deviceIdConditions(ids);
    const listed = conditions.flatMap(condition => [...condition.matchAll(/'(?<id>[^']*)'/g)].map(([, id]) => id));

    expect(listed).toEqual(ids);
    expect(conditions.filter(condition => isConditionProblem(readTargetCondition(condition)))).toEqual([]);
    expect(conditions.slice(0, -1).every(({ length }) => length > 8164 - 104)).toBe(true);
  });
});

test('a mark selects the devices of one job, and can be removed', () => {
  expect(markCondition('lock-1')).toBe("tags.workbenchJob = 'lock-1'");
  expect(markPatch('lock-1')).toEqual({ tags: { workbenchJob: 'lock-1' } });
  expect(markPatch(null)).toEqual({ tags: { workbenchJob: null } });
});

test('the tutorials lock doors for ten minutes and set building and floor', () => {
  const [lock, place] = jobTemplates;

  expect(lock?.action).toMatchObject({ call: { methodName: 'lockDoor', payload: { lockTime: '10m' } } });
  expect(place?.action).toEqual({
    kind: 'twin',
    patch: { properties: { desired: { building: 43, floor: 3 } } },
  });
  expect(jobTemplates.filter(({ queryCondition }) => isConditionProblem(readTargetCondition(queryCondition)))).toEqual(
    [],
  );
});

test('queries are run as often as the budget allows, then one by one as a minute passes', () => {
  const budget = new QueryBudget(2);
  budget.spend(0);
  expect(budget.waitMs(1_000)).toBe(0);
  budget.spend(1_000);

  expect(budget.waitMs(2_000)).toBe(58_000);
  expect(budget.waitMs(60_000)).toBe(0);
  expect(new QueryBudget(Number.POSITIVE_INFINITY).waitMs(0)).toBe(0);
});
