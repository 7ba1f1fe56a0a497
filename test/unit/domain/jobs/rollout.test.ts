import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planRollout } from '../../../../src/domain/jobs/planRollout.ts';
import {
  type Rollout,
  type RolloutJob,
  isOver,
  nextStep,
  readStages,
  resumed,
  stageEnds,
  stageTally,
  withJob,
} from '../../../../src/domain/jobs/rollout.ts';
import { targetConditions } from '../../../../src/domain/jobs/targetConditions.ts';

const order = {
  id: 'lock-1',
  hubId: 'local/contoso',
  action: { kind: 'twin', patch: { tags: { floor: '3' } } },
  queryCondition: '*',
  maxExecutionTimeInSeconds: 60,
  stages: [1, 10, 100],
  mostFailuresPercent: 5,
} as const;
const doors = (count: number) => Array.from({ length: count }, (_, index) => ({ deviceId: `door-${index}` }));
const planned = (count: number) => planRollout(order, doors(count), new Date(0));

/** The rollout after its next job has run, with so many failures. */
function afterNext(rollout: Rollout, failures: number): Rollout {
  const step = nextStep(rollout);
  if (step?.kind !== 'send') throw new Error(`Nothing is to be sent: ${step?.kind}`);
  return withJob(rollout, { ...step.job, state: 'finished', failures });
}

const sent = (rollout: Rollout): RolloutJob | undefined => {
  const step = nextStep(rollout);
  return step?.kind === 'send' ? step.job : undefined;
};

describe('a staged rollout', () => {
  test('reaches each target in exactly one job, stage by stage', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), count => {
        const { jobs, total } = planned(count);
        const ranges = jobs.map(({ from, to }) => [from, to]);

        expect(total).toBe(count);
        expect(ranges[0]?.[0]).toBe(0);
        expect(ranges.at(-1)?.[1]).toBe(count);
        expect(ranges.slice(1).map(([from]) => from)).toEqual(ranges.slice(0, -1).map(([, to]) => to));
        expect(new Set(jobs.map(({ jobId }) => jobId)).size).toBe(jobs.length);
      }),
      { numRuns: 30 },
    );
  });

  test('begins with one device at least, and stays within what there is', () => {
    expect(stageEnds(1000, [1, 10, 100])).toEqual([10, 100, 1000]);
    expect(stageEnds(3, [1, 10, 100])).toEqual([1, 2, 3]);
    expect(stageEnds(1, [1, 10, 100])).toEqual([1, 1, 1]);
    expect(stageEnds(200, [10, 50])).toEqual([20, 100]);
  });

  test('goes on from stage to stage while few fail, and is complete after the last', () => {
    let rollout = planned(200);
    expect([sent(rollout)?.stage, sent(rollout)?.to]).toEqual([0, 2]);
    rollout = afterNext(rollout, 0);
    expect(sent(rollout)?.stage).toBe(1);
    rollout = afterNext(afterNext(rollout, 0), 0);
    expect(nextStep(rollout)).toEqual({ kind: 'complete' });
  });

  test('does not send while a job of it runs', () => {
    const rollout = planned(200);
    const [first] = rollout.jobs;
    if (!first) throw new Error('There is no job.');
    const running = withJob(rollout, { ...first, state: 'running' });

    expect(nextStep(running)?.kind).toBe('await');
    expect(nextStep({ ...running, state: { kind: 'stopped' } })?.kind).toBe('await');
    expect([isOver(running), isOver({ ...running, state: { kind: 'stopped' } })]).toEqual([false, false]);
  });

  test('halts when more of a stage failed than it may, and goes on if a person accepts that', () => {
    const rollout = afterNext(planned(200), 1);
    expect(nextStep(rollout)).toEqual({ kind: 'halt', stage: 0, failures: 1, devices: 2 });

    const accepted = resumed({ ...rollout, state: { kind: 'paused', by: 'failures' } });
    expect(sent(accepted)?.stage).toBe(1);
    expect(nextStep(afterNext(accepted, 2))).toEqual({ kind: 'halt', stage: 1, failures: 2, devices: 18 });
  });

  test('allows failures up to the limit, of the whole stage', () => {
    const rollout = { ...planned(2000), mostFailuresPercent: 10 };
    expect(sent(afterNext(rollout, 2))?.stage).toBe(1);
    expect(nextStep(afterNext(rollout, 3))?.kind).toBe('halt');
    expect(stageTally(afterNext(rollout, 2), 0)).toEqual({ devices: 20, failures: 2, state: 'finished' });
  });

  test('that is paused or stopped sends nothing', () => {
    expect(nextStep({ ...planned(200), state: { kind: 'paused', by: 'person' } })).toBeUndefined();
    expect(nextStep({ ...planned(200), state: { kind: 'stopped' } })).toBeUndefined();
    expect(isOver({ ...planned(200), state: { kind: 'stopped' } })).toBe(true);
  });

  test('takes stages that grow, up to all', () => {
    expect([readStages('1 %, 10 %, 100 %'), readStages('0.5,50'), readStages('100')]).toEqual([
      [1, 10, 100],
      [0.5, 50],
      [100],
    ]);
    expect([readStages('10, 5'), readStages(''), readStages('1, 200'), readStages('one')]).toEqual([
      'order',
      'numbers',
      'numbers',
      'numbers',
    ]);
  });
});

describe('conditions on ids', () => {
  test('fit into what a job takes, and miss nothing', () => {
    const conditions = targetConditions(doors(5000));

    expect(conditions.every(({ condition }) => condition.length <= 8192)).toBe(true);
    expect(conditions.reduce((sum, { count }) => sum + count, 0)).toBe(5000);
    expect(conditions.length).toBeLessThan(10);
  });

  test('select modules by their name, beside devices', () => {
    const targets = [{ deviceId: 'door-1', moduleId: 'camera' }, { deviceId: "it's" }, { deviceId: 'door-2' }];

    expect(targetConditions(targets).map(({ condition }) => condition)).toEqual([
      "FROM devices.modules WHERE moduleId = 'camera' AND deviceId = 'door-1'",
      String.raw`deviceId IN ['it\'s', 'door-2']`,
    ]);
  });
});
