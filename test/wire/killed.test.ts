import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { MqttTestClient } from '../support/mqttTestClient.ts';
import { storedTelemetry } from '../support/storedTelemetry.ts';

const rounds = 20;
const devicesPerRound = 3;
const messagesInFlight = 10;

/** What the hub said that it has. */
class Acknowledged {
  readonly telemetry: string[] = [];
  readonly devices: string[] = [];
  /** The last count that each device reported. */
  readonly reported = new Map<string, number>();
  #left = 0;
  #enough = () => {};

  /** Resolves in the middle of things: after so many more acknowledgements. */
  more(count: number): Promise<void> {
    this.#left = count;
    return new Promise(resolve => {
      this.#enough = resolve;
    });
  }

  add(write: () => void): void {
    write();
    if (--this.#left === 0) this.#enough();
  }
}

test('what was acknowledged is there after kill -9, twenty times in the middle of writes', async () => {
  await using folder = await temporaryFolder();
  const acknowledged = new Acknowledged();

  for (let round = 0; round < rounds; round++) {
    await using hub = await LocalHub.start({ data: folder.path });
    await writeUntilKilled(hub, round, acknowledged);
  }

  await using hub = await LocalHub.start({ data: folder.path });
  await checkRegistry(hub, acknowledged);
  await hub.end();
  const stored = await storedTelemetry(join(folder.path, 'hubs', 'local.db'));
  const texts = new Set(stored.map(({ body }) => body.toString()));
  expect(acknowledged.telemetry.filter(text => !texts.has(text))).toEqual([]);
  expect(acknowledged.telemetry.length).toBeGreaterThan(rounds * messagesInFlight);
}, 180_000);

/** Devices send and report, the registry gets more devices, until the process is killed after some acknowledgement. */
async function writeUntilKilled(hub: LocalHub, round: number, acknowledged: Acknowledged): Promise<void> {
  const ids = Array.from({ length: devicesPerRound }, (_, index) => `device-${round}-${index}`);
  const devices = await Promise.all(ids.map(async id => [id, await connect(hub, id, acknowledged)] as const));
  const killed = acknowledged.more(50 + Math.floor(Math.random() * 500)).then(() => hub.end('SIGKILL'));

  const endings = await Promise.allSettled([
    ...devices.map(([id, device]) => sendForever(device, id, acknowledged)),
    ...devices.map(([id, device]) => reportForever(device, id, acknowledged)),
    createForever(hub, `more-${round}`, acknowledged),
    killed,
  ]);

  expect(endings.map(({ status }) => status)).toEqual([
    ...Array<string>(endings.length - 1).fill('rejected'),
    'fulfilled',
  ]);
}

async function connect(hub: LocalHub, deviceId: string, acknowledged: Acknowledged): Promise<MqttTestClient> {
  const device = await MqttTestClient.ofDevice(await hub.createDevice(deviceId), hub.ca);
  acknowledged.add(() => acknowledged.devices.push(deviceId));
  await device.subscribe('$iothub/twin/res/#');
  return device;
}

async function sendForever(device: MqttTestClient, deviceId: string, acknowledged: Acknowledged): Promise<never> {
  const textOf = (messageId: number, round: number) => `${deviceId}/${round}/${messageId}`;
  for (let round = 0; ; round++) {
    for (let messageId = 1; messageId <= messagesInFlight; messageId++) {
      device.publish(`devices/${deviceId}/messages/events/`, textOf(messageId, round), { qos: 1, messageId });
    }
    for (let count = 0; count < messagesInFlight; count++) {
      const { messageId = 0 } = await device.receive('puback');
      acknowledged.add(() => acknowledged.telemetry.push(textOf(messageId, round)));
    }
  }
}

async function reportForever(device: MqttTestClient, deviceId: string, acknowledged: Acknowledged): Promise<never> {
  for (let count = 1; ; count++) {
    device.publish(`$iothub/twin/PATCH/properties/reported/?$rid=${count}`, JSON.stringify({ count }));
    expect((await device.receive('publish')).topic).toMatch(new RegExp(`/res/204/\\?\\$rid=${count}&`));
    acknowledged.add(() => acknowledged.reported.set(deviceId, count));
  }
}

async function createForever(hub: LocalHub, prefix: string, acknowledged: Acknowledged): Promise<never> {
  const registry = hub.registry();
  for (let count = 0; ; count++) {
    await registry.create({ deviceId: `${prefix}-${count}` });
    acknowledged.add(() => acknowledged.devices.push(`${prefix}-${count}`));
  }
}

async function checkRegistry(hub: LocalHub, { devices, reported }: Acknowledged): Promise<void> {
  const registry = hub.registry();
  for (const deviceId of devices) expect((await registry.get(deviceId)).responseBody.deviceId).toBe(deviceId);
  for (const [deviceId, count] of reported) {
    const { responseBody: twin } = await registry.getTwin(deviceId);
    // One more may have been stored, whose acknowledgement was lost.
    expect([count, count + 1]).toContain(twin.properties.reported['count']);
  }
}
