import { expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { managerOf, rawManagementRequest } from './management.ts';

const rounds = 8;
const version = 'api-version=2023-06-30';
const body = JSON.stringify({ location: 'local', sku: { name: 'S1' }, properties: {} });

/** What the resource manager said of each hub: made, deleted, or nothing since it was last asked. */
type Told = Map<string, 'made' | 'deleted' | 'asked'>;

test('a hub is there or not there after kill -9, in the middle of its creation or deletion', async () => {
  await using folder = await temporaryFolder();
  const told: Told = new Map();

  for (let round = 0; round < rounds; round++) {
    await using hub = await LocalHub.start({ data: folder.path });
    const after = 1 + Math.floor(Math.random() * 12);
    await expect(changeUntilKilled(hub, round, told, after)).rejects.toThrow();
  }

  await using hub = await LocalHub.start({ data: folder.path });
  const served = hub.ready.hubs.map(({ name }) => name);
  const namesTold = (state: string) => [...told].filter(([, known]) => known === state).map(([name]) => name);
  expect(served).toEqual(expect.arrayContaining(namesTold('made')));
  expect(served.filter(name => namesTold('deleted').includes(name))).toEqual([]);
  for (const { connectionString } of hub.ready.hubs) {
    expect((await hub.servedAt(connectionString).registry().list()).responseBody).toEqual([]);
  }
}, 180_000);

/** Makes hubs and deletes every other of them, until the process is killed after some request was sent. */
async function changeUntilKilled(hub: LocalHub, round: number, told: Told, after: number): Promise<never> {
  let sent = 0;
  const change = async (name: string, method: 'PUT' | 'DELETE') => {
    told.set(name, 'asked');
    const path = `/subscriptions/{s}/resourceGroups/local/providers/Microsoft.Devices/IotHubs/${name}?${version}`;
    const begun = await rawManagementRequest(hub, path, { method, ...(method === 'PUT' ? { body } : {}) });
    if (++sent === after) void hub.end('SIGKILL');
    await ended(hub, String(begun.headers['azure-asyncoperation']));
    told.set(name, method === 'PUT' ? 'made' : 'deleted');
  };
  for (let count = 0; ; count++) {
    const name = `hub-${round}-${count}`;
    await change(name, 'PUT');
    if (count % 2 === 0) await change(name, 'DELETE');
  }
}

async function ended(hub: LocalHub, address: string): Promise<void> {
  const path = address.replace(managerOf(hub).endpoint, '');
  for (;;) {
    const { text } = await rawManagementRequest(hub, path);
    if ((JSON.parse(text) as { status: string }).status === 'Succeeded') return;
  }
}
