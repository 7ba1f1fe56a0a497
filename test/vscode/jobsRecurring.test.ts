import assert from 'node:assert/strict';
import type { RecurringJob } from '../../src/domain/jobs/recurringJob.ts';
import { cronTimes } from '../../src/ui/support/jobs/cronTimes.ts';
import { RecurringJobs } from '../../src/ui/support/jobs/recurringJobs.ts';
import { tellMissedTimes } from '../../src/ui/support/jobs/tellMissedTimes.ts';
import { beginPlan } from '../../src/ui/support/jobs/beginPlan.ts';
import { RecurringSource } from '../../src/ui/support/jobs/recurringSource.ts';
import { ShownRecurringJob } from '../../src/ui/support/jobs/shownRecurringJob.ts';
import { HubWorld } from './hubWorld.ts';
import { JobWorld, happens, newJob } from './jobWorld.ts';
import { askUpToReview, wizardWorld } from './jobWizard.ts';
import { MemoryState } from './memory.ts';
import { QuickAnswers } from './quickAnswers.ts';

suite('recurring jobs', () => {
  let world: HubWorld;
  let jobs: JobWorld;

  suiteSetup(async () => {
    world = await HubWorld.start();
    jobs = new JobWorld(world);
    await (await world.connect()).client.createDevice('door-017');
  });
  suiteTeardown(async () => {
    jobs.dispose();
    await world[Symbol.asyncDispose]();
  });

  /** At nine each evening, dealt with up to `checkedTime`. */
  function evening(id: string, checkedTime: string): RecurringJob {
    const { action, queryCondition, maxExecutionTimeInSeconds } = newJob(id);
    const times = { cron: '0 21 * * *', timeZone: 'UTC', checkedTime, missedCount: 0, paused: false };
    return { id, hubId: world.hub.id, action, queryCondition, maxExecutionTimeInSeconds, ...times };
  }

  const open = (state: MemoryState, now: string) =>
    new RecurringJobs({
      hubs: world.hubs,
      state,
      jobQueue: jobs.queue,
      scheduledJobs: jobs.jobs,
      log: world.log,
      now: () => new Date(now),
    });

  test('are created when their time comes, once, also in a window that was reloaded', async () => {
    const state = new MemoryState();
    const first = open(state, '2026-11-27T21:00:05Z');
    await first.add(evening('lock', '2026-11-27T20:59:00Z'));
    await happens(first.onDidChange, () => first.get(world.hub.id, 'lock')?.created?.[0]);
    first.dispose();
    const [kept] = state.get<readonly RecurringJob[]>('jobs.recurring', []);
    assert.deepEqual(kept?.created, [{ jobId: 'lock-20261127-2100', time: '2026-11-27T21:00:00.000Z' }]);

    // As if the window had ended before it noted that the time was dealt with.
    await state.update('jobs.recurring', [evening('lock', '2026-11-27T20:59:00Z')]);
    const again = open(state, '2026-11-27T21:00:10Z');
    await happens(
      again.onDidChange,
      () => again.get(world.hub.id, 'lock')?.checkedTime.endsWith('10.000Z') || undefined,
    );
    again.dispose();
    const { items } = await (await world.connect()).client.jobs.list({}, { pageSize: 100 });
    assert.deepEqual(
      items.map(({ jobId }) => jobId),
      ['lock-20261127-2100'],
    );
  });

  test('tell what they missed, and do not make up for it', async () => {
    const state = new MemoryState();
    await state.update('jobs.recurring', [evening('missed', '2026-11-24T22:00:00Z')]);
    const opened = open(state, '2026-11-27T20:00:00Z');
    using answers = new QuickAnswers();
    const telling = tellMissedTimes(opened);
    const told = await new Promise<readonly Date[]>(resolve => {
      opened.onDidMiss(({ missed }) => resolve(missed));
    });
    assert.equal(told.length, 2);
    assert.match(answers.told.join(), /^The recurring job lockDoor missed 2 times, the last at .* None was run\.$/);
    telling.dispose();
    await happens(opened.onDidChange, () => opened.get(world.hub.id, 'missed')?.missedCount);
    const [listed] = new RecurringSource(opened, () => undefined).list(world.hub);
    assert.equal(listed?.phase, 'scheduled');
    assert.match(listed?.state ?? '', /^recurs, next .*, 2 missed, while this window is open$/);
    opened.dispose();
    const { client } = await world.connect();
    await assert.rejects(client.jobs.get('missed-20261126-2100'), /does not exist/);
  });

  test('are asked for in the last step of a new job, and have a page with their times and their last jobs', async () => {
    using answers = new QuickAnswers();
    const state = new MemoryState();
    const recurring = open(state, '2026-11-27T20:00:00Z');
    const wizard = wizardWorld(jobs, { recurringJobs: recurring });
    const { ended } = await askUpToReview(wizard, jobs, answers, 'asked');
    await answers.pick(/^Enter sends it/, /Repeat/);
    assert.match(await answers.refusal(/^When, as a cron expression/, 'at nine'), /^This is no cron expression/);
    await answers.answer(/^When, as a cron expression/, '0 21 * * *');
    const order = await ended;
    assert.ok(order?.plan);
    await beginPlan(wizard.services, order, order.plan);
    assert.deepEqual(wizard.shown, [['recurring', 'asked']]);
    recurring.dispose();

    const created = [
      { jobId: 'lock-20261127-2100', time: '2026-11-27T21:00:00.000Z' },
      { jobId: 'forgotten', time: '2026-10-01T21:00:00.000Z' },
    ];
    const [kept] = state.get<readonly RecurringJob[]>('jobs.recurring', []);
    assert.ok(kept);
    await state.update('jobs.recurring', [{ ...kept, created }]);
    const again = open(state, '2026-11-27T20:00:10Z');
    const source = new RecurringSource(again, () => undefined);
    const opened: string[] = [];
    const openRun = (_: unknown, jobId: string) => void opened.push(jobId);
    const parts = { recurringJobs: again, jobQueue: jobs.queue, scheduledJobs: jobs.jobs, openRun };
    const shown = new ShownRecurringJob(parts, source, world.hub, 'asked');
    const picture = await shown.read(new AbortController().signal);
    assert.deepEqual(
      picture.runs?.map(({ jobId, state }) => [jobId, state]),
      [
        ['lock-20261127-2100', 'completed: 0 done, 1 failed'],
        ['forgotten', 'not kept by the hub any more'],
      ],
    );
    assert.match(picture.facts.find(({ name }) => name === 'Times')?.value ?? '', /^0 21 \* \* \* \(\S+\)$/);
    assert.match(picture.runner, /^This window creates a job of the hub at each of the times, while it is open/);
    shown.openRun('forgotten');
    assert.deepEqual(opened, ['forgotten']);

    answers.button = 'Stop';
    assert.equal(await shown.perform('stop'), 'The recurring job was stopped.');
    assert.match(answers.told.at(-1) ?? '', /It creates no more jobs, and is forgotten/);
    const stopped = await shown.read(new AbortController().signal);
    assert.deepEqual([stopped.state, stopped.commands, stopped.runs?.length], ['stopped', [], 2]);
    again.dispose();
  });

  test('can be paused, resumed and stopped', async () => {
    const state = new MemoryState();
    const opened = open(state, '2026-11-27T20:00:00Z');
    const source = new RecurringSource(opened, () => undefined);
    await opened.add(evening('nightly', '2026-11-27T19:00:00Z'));
    await source.perform('pause', world.hub, 'nightly');
    assert.deepEqual(source.list(world.hub)[0]?.commands, ['resume', 'stop']);
    assert.match(await source.perform('resume', world.hub, 'nightly'), /^The recurring job goes on\. Next: /);
    const [job] = opened.list();
    assert.ok(job);
    await opened.remove(job);
    assert.deepEqual(opened.list(), []);
    opened.dispose();
  });

  test('have the times of their expression in their time zone, over the end of summer time too', async () => {
    const times = await cronTimes('0 9 * * *', 'Europe/Stockholm');
    assert.deepEqual(
      times.next(3, new Date('2026-10-23T12:00:00Z')).map(time => time.toISOString()),
      ['2026-10-24T07:00:00.000Z', '2026-10-25T08:00:00.000Z', '2026-10-26T08:00:00.000Z'],
    );
    await assert.rejects(cronTimes('every evening', 'UTC'));
    await assert.rejects(cronTimes('61 * * * *', 'UTC'));
  });
});
