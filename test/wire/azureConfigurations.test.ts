import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import { newConfiguration } from '../../src/domain/configuration/configurationDocument.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import { LocalHub } from '../support/localHub.ts';
import { FaultyHub, answer, hangUp } from './faultyHub.ts';

const targetCondition = "tags.building = '43'";
const telemetry = { ...newConfiguration('telemetry'), targetCondition };
/** As the service writes it. */
const asShown = { ...telemetry, etag: 'MQ==', systemMetrics: { results: { targetedCount: 1 }, queries: {} } };

let localHub: LocalHub;
let hub: HubClient;

beforeAll(async () => {
  localHub = await LocalHub.start();
  hub = clientOf(localHub);
});
afterAll(() => localHub.end());

describe('the configurations of a hub client', () => {
  test('are written into the twins that they target, counted, changed and deleted', async () => {
    const { deviceId } = await hub.createDevice('door-1');
    await hub.updateTwin({ deviceId }, { tags: { building: '43' } }, '*');
    const created = await hub.configurations.create('telemetry', telemetry);
    expect(created).toMatchObject({ id: 'telemetry', kind: 'devices', priority: 10, targetCondition });
    await expect.poll(async () => (await hub.getTwin(deviceId)).desired).toMatchObject({ telemetry: { interval: 30 } });

    const [listed] = await hub.configurations.list();
    expect(listed?.systemMetrics.map(({ name, count }) => [name, count])).toEqual([
      ['targetedCount', 1],
      ['appliedCount', 1],
    ]);
    expect(listed?.metrics).toEqual([
      {
        name: 'reporting',
        count: 0,
        query: 'SELECT deviceId FROM devices WHERE properties.reported.telemetry.interval = 30',
      },
    ]);

    const changed = await hub.configurations.replace('telemetry', { ...created.document, priority: 20 }, created.etag);
    expect(changed.priority).toBe(20);
    const late = hub.configurations.replace('telemetry', created.document, created.etag);
    await expect(late).rejects.toMatchObject({
      reason: { kind: 'configurationChanged', configurationId: 'telemetry' },
    });

    await hub.configurations.delete('telemetry');
    expect(await hub.configurations.list()).toEqual([]);
    const gone = hub.configurations.get('telemetry');
    await expect(gone).rejects.toMatchObject({ reason: { kind: 'configurationNotFound' } });
  });

  test('exist only once, and ten at most on a free hub', async () => {
    await hub.configurations.create('first', newConfiguration('first'));
    const again = hub.configurations.create('first', newConfiguration('first'));
    await expect(again).rejects.toMatchObject({ reason: { kind: 'configurationExists', configurationId: 'first' } });

    await using free = await LocalHub.start({ args: ['--tier', 'F1'] });
    const full = clientOf(free);
    const ids = Array.from({ length: 10 }, (_, index) => `number-${index}`);
    for (const id of ids) await full.configurations.create(id, newConfiguration(id));
    const refused = full.configurations.create('more', newConfiguration('more'));
    await expect(refused).rejects.toMatchObject({ reason: { kind: 'tooManyConfigurations' } });
  });

  test('are created once when the first answer is lost, and are not taken for those of somebody else', async () => {
    const exists = answer(409, { Message: 'ErrorCode:ConfigurationAlreadyExists;it exists' });
    await using mine = await FaultyHub.open(hangUp, exists, answer(200, asShown));
    expect(await mine.client().configurations.create('telemetry', telemetry)).toMatchObject({ etag: 'MQ==' });

    await using theirs = await FaultyHub.open(hangUp, exists, answer(200, { ...asShown, priority: 99 }));
    const refused = theirs.client().configurations.create('telemetry', telemetry);
    await expect(refused).rejects.toMatchObject({ reason: { kind: 'configurationExists' } });
  });

  test('that the hub refuses say why', async () => {
    const wrong = { ...telemetry, id: 'wrong', targetCondition: 'tags.building =' };
    const refused = hub.configurations.create('wrong', wrong);

    await expect(refused).rejects.toMatchObject({ reason: { kind: 'rejected' } });
    expect((await hub.configurations.list()).map(({ id }) => id)).not.toContain('wrong');
  });
});

function clientOf({ hub: { connectionString }, ca }: LocalHub): HubClient {
  const parsed = parseHubConnectionString(connectionString);
  if (!isHubConnectionString(parsed)) throw new Error('The local hub gave no connection string.');
  return createHubClient(hubEndpoint(parsed, ca), { name: 'contoso' });
}
