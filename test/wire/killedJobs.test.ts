import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { MqttTestClient } from '../support/mqttTestClient.ts';
import { deviceJobs, methodJob, putJob, twinJob, untilJobIs } from './jobs.ts';

const deviceCount = 100;
const kills = 2;
const callsBeforeKill = 15;
/** Ten devices a second, so that a kill comes in the middle, and one job at a time, so that the other waits. */
const args = ['--tier', 'S1'];
/** S1 lets one look at jobs 100 times a minute. */
const pollMs = 1000;

/** The calls that devices got, over all lives of the hub. */
class Calls {
  readonly #byDevice = new Map<string, number>();
  #left = 0;
  #enough = () => {};

  /** Resolves after so many more calls. */
  more(count: number): Promise<void> {
    this.#left = count;
    return new Promise(resolve => {
      this.#enough = resolve;
    });
  }

  add(deviceId: string): void {
    this.#byDevice.set(deviceId, this.of(deviceId) + 1);
    if (--this.#left === 0) this.#enough();
  }

  of(deviceId: string): number {
    return this.#byDevice.get(deviceId) ?? 0;
  }
}

test('a job goes on after kill -9, and no device gets its method twice', async () => {
  await using folder = await temporaryFolder();
  const calls = new Calls();
  const connectionStrings = new Map<string, string>();

  for (let life = 0; life < kills; life++) {
    await using hub = await LocalHub.start({ data: folder.path, args });
    if (life === 0) await createDevices(hub, connectionStrings);
    await connectAll(hub, connectionStrings, calls);
    const enough = calls.more(callsBeforeKill);
    if (life === 0) {
      await putJob(hub, 'later', twinJob('*', { startTime: new Date(Date.now() + 1000).toISOString() }));
      const cloudToDeviceMethod = { methodName: 'lockDoor', connectTimeoutInSeconds: 300 };
      await putJob(hub, 'lock', methodJob('*', { cloudToDeviceMethod }));
    }
    await enough;
    await hub.end('SIGKILL');
  }

  await using hub = await LocalHub.start({ data: folder.path, args });
  await connectAll(hub, connectionStrings, calls);
  const { deviceJobStatistics } = await untilJobIs(hub, 'lock', 'completed', pollMs);
  expect(deviceJobStatistics).toMatchObject({ deviceCount, runningCount: 0, pendingCount: 0 });

  const rows = await deviceJobs(hub, 'lock');
  expect(rows).toHaveLength(deviceCount);
  for (const { deviceId, status, error } of rows) {
    if (status === 'completed') expect([deviceId, calls.of(deviceId)]).toEqual([deviceId, 1]);
    else expect(calls.of(deviceId)).toBeLessThanOrEqual(1);
    if (status === 'failed') expect(error?.code).toBe('ServerError');
  }
  expect((await untilJobIs(hub, 'later', 'completed', pollMs)).deviceJobStatistics).toMatchObject({
    deviceCount,
    succeededCount: deviceCount,
  });
}, 180_000);

async function createDevices(hub: LocalHub, connectionStrings: Map<string, string>): Promise<void> {
  const ids = Array.from({ length: deviceCount }, (_, index) => `door-${index}`);
  const primaryKey = randomBytes(32).toString('base64');
  const authentication = { symmetricKey: { primaryKey, secondaryKey: primaryKey } };
  await hub.registry().addDevices(ids.map(deviceId => ({ deviceId, authentication })));
  for (const id of ids) {
    connectionStrings.set(id, `HostName=${hub.hub.hostName};DeviceId=${id};SharedAccessKey=${primaryKey}`);
  }
}

/** Devices that answer each method at once, until their hub is gone. */
async function connectAll(hub: LocalHub, connectionStrings: ReadonlyMap<string, string>, calls: Calls): Promise<void> {
  await Promise.all(
    [...connectionStrings].map(async ([deviceId, connectionString]) => {
      const device = await MqttTestClient.ofDevice(connectionString, hub.ca);
      await device.subscribe('$iothub/methods/POST/#');
      answerForever(device, deviceId, calls).catch(() => undefined);
    }),
  );
}

async function answerForever(device: MqttTestClient, deviceId: string, calls: Calls): Promise<never> {
  for (;;) {
    const { topic } = await device.receive('publish');
    calls.add(deviceId);
    device.publish(`$iothub/methods/res/200/?$rid=${topic.slice(topic.indexOf('$rid=') + 5)}`, '{}');
  }
}
