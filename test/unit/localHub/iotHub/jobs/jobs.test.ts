import { describe, expect, onTestFinished, test } from 'vitest';
import { type TierLimits, tierLimits } from '../../../../../src/domain/tierLimits.ts';
import { IotHub } from '../../../../../src/localHub/iotHub/iotHub.ts';
import { jobHistoryMs } from '../../../../../src/localHub/iotHub/jobs/jobs.ts';
import { parseJobRequest } from '../../../../../src/localHub/iotHub/jobs/jobRequest.ts';
import { Store } from '../../../../../src/localHub/store/store.ts';
import { connect, createDevice, faultOf, startBlobWorker } from '../openHub.ts';
import { turn, VirtualClock } from './virtualClock.ts';

/** What a test asks of a job that the hub shows. */
interface Shown {
  readonly status: string;
  readonly deviceJobStatistics: Readonly<Record<string, number>>;
}

interface World {
  readonly hub: IotHub;
  readonly store: Store;
  readonly clock: VirtualClock;
}

async function openWorld(limits?: TierLimits, deviceCount = 0): Promise<World> {
  const clock = new VirtualClock();
  const store = await Store.open(':memory:');
  onTestFinished(() => store.close());
  const hub = open(store, clock, limits);
  for (let index = 0; index < deviceCount; index++) createDevice(hub, `device-${String(index).padStart(5, '0')}`);
  return { hub, store, clock };
}

/** A hub on what an earlier one left in the store. */
function open(store: Store, clock: VirtualClock, limits?: TierLimits): IotHub {
  const more = limits ? { limits } : {};
  const hub = new IotHub({ name: 'contoso', store, startBlobWorker, now: () => clock.now(), clock, ...more });
  onTestFinished(() => hub.close());
  return hub;
}

function create(hub: IotHub, id: string, more: object = {}): void {
  const body = { type: 'scheduleUpdateTwin', updateTwin: { etag: '*', tags: { a: 1 } }, queryCondition: '*', ...more };
  hub.jobs.create(parseJobRequest(id, body));
}

function createMethodJob(hub: IotHub, id: string, more: object = {}): void {
  create(hub, id, {
    type: 'scheduleDeviceMethod',
    updateTwin: null,
    cloudToDeviceMethod: { methodName: 'lockDoor', responseTimeoutInSeconds: 30 },
    ...more,
  });
}

const shown = (hub: IotHub, id: string) => hub.jobs.show(id) as unknown as Shown;
const statusOf = (hub: IotHub, id: string) => shown(hub, id).status;

/** Lets time pass, and the event loop turn, until the job is in this state. */
async function until({ hub, clock }: Pick<World, 'hub' | 'clock'>, id: string, status: string): Promise<void> {
  await clock.until(() => statusOf(hub, id) === status);
}

describe('the pace of a tier', () => {
  test('lets the jobs of S2 share what the tier does in a second', async () => {
    const world = await openWorld(tierLimits.S2, 100);
    const startedMs = world.clock.ms;
    create(world.hub, 'one');
    create(world.hub, 'two');

    await until(world, 'one', 'completed');
    await until(world, 'two', 'completed');

    expect((world.clock.ms - startedMs) / 1000).toBeCloseTo(19.9, 0);
  });

  test('does not hold up an unlimited hub', async () => {
    const world = await openWorld(undefined, 500);
    const startedMs = world.clock.ms;
    create(world.hub, 'all');

    await until(world, 'all', 'completed');

    expect(world.clock.ms).toBe(startedMs);
  });
});

describe('a job', () => {
  test('is queued, scheduled until its time, queued again and run', async () => {
    const world = await openWorld(tierLimits.S1, 20);
    const { hub, clock } = world;
    const startMs = clock.ms + 6 * 24 * 3_600_000;
    create(hub, 'later', { startTime: new Date(startMs).toISOString() });
    expect(statusOf(hub, 'later')).toBe('queued');

    await until(world, 'later', 'scheduled');
    await until(world, 'later', 'running');
    expect(clock.ms).toBeGreaterThanOrEqual(startMs);
    await until(world, 'later', 'completed');
  });

  test('that is cancelled while it is queued does nothing', async () => {
    const { hub, clock } = await openWorld(undefined, 3);
    create(hub, 'off');

    hub.jobs.cancel('off');
    await clock.pass();
    await turn();

    expect(shown(hub, 'off')).toMatchObject({ status: 'cancelled', deviceJobStatistics: { deviceCount: 0 } });
    expect(hub.registry.get('device-00000').tags).toBe('{}');
  });

  test('waits for the one before it where the tier runs one, whatever their times', async () => {
    const world = await openWorld(tierLimits.F1, 30);
    const { hub, clock } = world;
    create(hub, 'first');
    create(hub, 'second', { startTime: new Date(clock.ms + 500).toISOString() });

    await until(world, 'second', 'queued');
    await clock.until(() => clock.ms > Date.parse('2026-11-20T10:00:01Z'));
    expect([statusOf(hub, 'first'), statusOf(hub, 'second')]).toEqual(['running', 'queued']);
    expect(await faultOf(() => create(hub, 'third'))).toBe(429004);
    await until(world, 'second', 'completed');
  });

  test('can be read for 30 days after its end, and its devices with it', async () => {
    const world = await openWorld(undefined, 3);
    const { hub, clock } = world;
    create(hub, 'old');
    await until(world, 'old', 'completed');

    hub.jobs.forgetBefore(clock.ms + jobHistoryMs - jobHistoryMs);
    await clock.pass();
    expect(statusOf(hub, 'old')).toBe('completed');
    clock.ms += jobHistoryMs + 1;
    hub.jobs.forgetBefore(clock.ms - jobHistoryMs);
    await clock.pass();

    expect(await faultOf(() => hub.jobs.show('old'))).toBe(404002);
    expect(await hub.queries.page('SELECT * FROM devices.jobs', 100, undefined)).toEqual({ items: [] });
  });

  test('fails for the devices whose turn does not come while it may run', async () => {
    const world = await openWorld(tierLimits.S1, 100);
    create(world.hub, 'short', { maxExecutionTimeInSeconds: 5 });

    await until(world, 'short', 'completed');

    const { succeededCount = 0, failedCount = 0 } = shown(world.hub, 'short').deviceJobStatistics;
    expect([succeededCount, failedCount]).toEqual([50, 50]);
  });

  test('answers for a device that was deleted since with DeviceNotFound', async () => {
    const world = await openWorld(tierLimits.S1, 2);
    const { hub } = world;
    create(hub, 'gone');
    await until(world, 'gone', 'running');
    hub.registry.delete('device-00001', undefined);

    await until(world, 'gone', 'completed');

    const { items } = await hub.queries.page("SELECT * FROM devices.jobs WHERE status = 'failed'", 10, undefined);
    expect(items).toMatchObject([{ deviceId: 'device-00001', error: { code: 'DeviceNotFound' } }]);
  });
});

describe('after the end of the process', () => {
  test('a device that was being called has failed, and is never called again; the others are called', async () => {
    const before = await openWorld(tierLimits.S1, 3);
    const { store, clock } = before;
    const first = connect(before.hub, 'device-00000');
    createMethodJob(before.hub, 'lock');
    await clock.until(() => first.connection.methods.length === 1);
    before.hub.close();

    const hub = open(store, clock, tierLimits.S1);
    const devices = ['device-00000', 'device-00001', 'device-00002'].map(id => connect(hub, id));
    await clock.pass(() =>
      devices.every(({ connection }, index) => connection.methods.length === (index === 0 ? 0 : 1)),
    );
    for (const { connection, session } of devices) {
      for (const { requestId } of connection.methods) session.answerMethod(requestId, 200, Buffer.from('{}'));
    }
    await until({ hub, clock }, 'lock', 'completed');

    expect(devices.map(({ connection }) => connection.methods.length)).toEqual([0, 1, 1]);
    const { items } = await hub.queries.page('SELECT * FROM devices.jobs', 10, undefined);
    expect(items).toMatchObject([
      { deviceId: 'device-00000', status: 'failed', error: { code: 'ServerError' } },
      { status: 'completed', outcome: { deviceMethodResponse: { status: 200, payload: {} } } },
      { status: 'completed' },
    ]);
  });

  test('the job that ran goes on before one that waits for it, where the tier runs one', async () => {
    const before = await openWorld(tierLimits.S1, 20);
    const { store, clock } = before;
    create(before.hub, 'waits', { startTime: new Date(clock.ms + 500).toISOString() });
    create(before.hub, 'runs');
    await until(before, 'runs', 'running');
    await clock.until(
      () => statusOf(before.hub, 'waits') === 'queued' && clock.ms > Date.parse('2026-11-20T10:00:01Z'),
    );
    before.hub.close();

    const hub = open(store, clock, tierLimits.S1);
    await clock.until(() => shown(hub, 'runs').deviceJobStatistics['succeededCount'] === 19);

    expect([statusOf(hub, 'runs'), statusOf(hub, 'waits')]).toEqual(['running', 'queued']);
    await until({ hub, clock }, 'waits', 'completed');
  });

  test('a job that was scheduled runs', async () => {
    const { hub: before, store, clock } = await openWorld(undefined, 2);
    create(before, 'later', { startTime: new Date(clock.ms + 60_000).toISOString() });
    await until({ hub: before, clock }, 'later', 'scheduled');
    before.close();

    const hub = open(store, clock);
    await until({ hub, clock }, 'later', 'completed');

    expect(shown(hub, 'later').deviceJobStatistics).toMatchObject({ succeededCount: 2 });
  });
});
