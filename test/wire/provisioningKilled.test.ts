import { expect, test } from 'vitest';
import { derivedKey } from '../../src/localHub/provisioning/derivedKey.ts';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { deviceToken, moveRequest } from './provisioning.ts';

const key = Buffer.alloc(32, 1).toString('base64');
const ids = Array.from({ length: 40 }, (_, index) => `door-${index}`);
const rounds = 6;
const args = ['--hub', 'east', '--hub', 'west', '--dps', 'contoso'];

test('devices that are moved while the process is killed are each on one hub, with their twins', async () => {
  await using folder = await temporaryFolder();
  for (let round = 0; round < rounds; round++) {
    await using hub = await LocalHub.start({ data: folder.path, args });
    const accepted = await askForHub(hub, round % 2 === 0 ? 'east' : 'west', 5 + round * 5);
    await hub.end('SIGKILL');
    expect(accepted).toBeGreaterThan(0);
    await checkDevices(folder.path);
  }
}, 180_000);

/** All devices ask at once, and after some answers there is enough of it. Gives how many were answered. */
async function askForHub(hub: LocalHub, hubName: string, enough: number): Promise<number> {
  await enrollAll(hub, hubName);
  const { promise, resolve } = Promise.withResolvers<void>();
  let accepted = 0;
  const asking = ids.map(async id => {
    await moveRequest(hub, id, deviceToken(hub, id, derivedKey(key, id)));
    if (++accepted === enough) resolve();
  });
  void Promise.allSettled(asking);
  await promise;
  return accepted;
}

async function enrollAll(hub: LocalHub, hubName: string): Promise<void> {
  const client = hub.provisioningServiceClient();
  const { etag } = (await client.getEnrollmentGroup('doors').catch(() => undefined))?.responseBody ?? {};
  const attestation = { type: 'symmetricKey', symmetricKey: { primaryKey: key, secondaryKey: key } };
  const iotHubs = [hub.named(hubName).hostName];
  const initialTwin = { tags: { from: 'enrollment' } };
  await client.createOrUpdateEnrollmentGroup({
    enrollmentGroupId: 'doors',
    attestation,
    allocationPolicy: 'static',
    iotHubs,
    initialTwin,
    ...(etag ? { etag } : {}),
  } as never);
}

/** Every device whose request was accepted is assigned, once, and on the hub that its registration says. */
async function checkDevices(data: string): Promise<void> {
  await using hub = await LocalHub.start({ data, args });
  const client = hub.provisioningServiceClient();
  const query = client.createEnrollmentGroupDeviceRegistrationStateQuery({ query: '*' }, 'doors', 1000);
  await expect
    .poll(async () => (await statesOf(query)).every(({ status }) => status === 'assigned'), { timeout: 30_000 })
    .toBe(true);

  const states = await statesOf(query);
  expect(states.length).toBeGreaterThan(0);
  const on = await Promise.all(['east', 'west'].map(name => twinsOn(hub, name)));
  expect(on.flatMap(twins => [...twins.keys()]).toSorted()).toEqual(states.map(({ deviceId }) => deviceId).toSorted());
  for (const { deviceId, assignedHub } of states) {
    const twins = on[hub.ready.hubs.findIndex(({ hostName }) => hostName === assignedHub)];
    expect(twins?.get(deviceId)).toEqual({ from: 'enrollment' });
  }
}

interface State {
  readonly deviceId: string;
  readonly assignedHub: string;
  readonly status: string;
}

async function statesOf(query: { next(): Promise<unknown> }): Promise<readonly State[]> {
  return ((await query.next()) as { responseBody: State[] }).responseBody;
}

async function twinsOn(hub: LocalHub, name: string): Promise<ReadonlyMap<string, unknown>> {
  const { result } = (await hub
    .registry(hub.named(name))
    .createQuery('SELECT * FROM devices', 1000)
    .nextAsTwin()) as unknown as { result: { deviceId: string; tags: unknown }[] };
  return new Map(result.map(({ deviceId, tags }) => [deviceId, tags]));
}
