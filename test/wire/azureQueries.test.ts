import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import type { Wait } from '../../src/azure/iotHub/wait.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import { LocalHub } from '../support/localHub.ts';
import { FaultyHub, answer } from './faultyHub.ts';

const doors = ['door-1', 'door-2', 'door-3', 'door-4', 'door-5'];

let localHub: LocalHub;
let hub: HubClient;

beforeAll(async () => {
  localHub = await LocalHub.start();
  const parsed = parseHubConnectionString(localHub.hub.connectionString);
  if (!isHubConnectionString(parsed)) throw new Error('The local hub has no connection string.');
  hub = createHubClient(hubEndpoint(parsed, localHub.ca));
  for (const id of doors) await hub.createDevice(id);
});
afterAll(() => localHub.end());

describe('a query', () => {
  test('gives its rows as the hub does, page by page', async () => {
    const text = "SELECT deviceId, status AS state FROM devices WHERE STARTSWITH(deviceId, 'door-')";
    const rows: JsonObject[] = [];
    const sizes: number[] = [];
    let after: string | undefined;
    do {
      const page = await hub.query(text, { pageSize: 2, ...(after === undefined ? {} : { after }) });
      rows.push(...page.items);
      sizes.push(page.items.length);
      after = page.next;
    } while (after !== undefined);

    expect(sizes).toEqual([2, 2, 1]);
    expect(rows).toEqual(doors.map(deviceId => ({ deviceId, state: 'enabled' })));
  });

  test('gives groups, and whole twins', async () => {
    const groups = await hub.query('SELECT status, COUNT() AS n FROM devices GROUP BY status', { pageSize: 10 });
    const twins = await hub.query("SELECT * FROM devices WHERE deviceId = 'door-3'", { pageSize: 10 });

    expect(groups).toEqual({ items: [{ status: 'enabled', n: 5 }] });
    expect(twins.items[0]).toMatchObject({ deviceId: 'door-3', properties: { desired: { $version: 1 } } });
  });

  test('that is none is refused with the place where it goes wrong', async () => {
    const refused = hub.query('SELECT * FROM device', { pageSize: 10 });

    await expect(refused).rejects.toMatchObject({ reason: { kind: 'rejected' } });
    await expect(refused).rejects.toThrow(/Expected devices.*line 1, column 15/);
  });

  test('waits as long as a throttling hub tells, and says so', async () => {
    const throttled = answer(429, { Message: 'ErrorCode:ThrottlingException;Slow down.' }, { 'retry-after': '0' });
    await using faulty = await FaultyHub.open(throttled, answer(200, [{ n: 5 }]));
    const waits: Wait[] = [];
    const client = faulty.client(wait => waits.push(wait));

    expect(await client.query('SELECT COUNT() AS n FROM devices', { pageSize: 1 })).toEqual({ items: [{ n: 5 }] });
    expect(waits.map(({ reason }) => reason.kind)).toEqual(['throttled']);
  });

  test('whose rows are no rows is an answer that nobody can read', async () => {
    await using faulty = await FaultyHub.open(answer(200, [1, 2]));

    await expect(faulty.client().query('SELECT * FROM devices', { pageSize: 1 })).rejects.toMatchObject({
      name: 'HubError',
    });
  });
});
