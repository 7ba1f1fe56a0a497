import type iothub from 'azure-iothub';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { connectDevice, errorCodeOf, rawRequest } from './service.ts';

const version = 'api-version=2021-04-12';

let hub: LocalHub;
beforeAll(async () => {
  hub = await LocalHub.start();
});
afterAll(() => hub.end());

function configuration(id: string, more: Partial<iothub.Configuration> = {}): iothub.Configuration {
  return {
    id,
    schemaVersion: '1.0',
    content: { deviceContent: { 'properties.desired.chiller': { temperature: 4 } } },
    targetCondition: `tags.of = '${id}'`,
    priority: 1,
    ...more,
  };
}

async function targetOf(id: string, on = hub): Promise<void> {
  const deviceId = `target-of-${id}`;
  await on.registry().create({ deviceId });
  await on.registry().updateTwin(deviceId, { tags: { of: id } }, '*');
}

async function twinOf(id: string, on = hub) {
  return (await on.registry().getTwin(`target-of-${id}`)).responseBody;
}

describe('azure-iothub Registry', () => {
  test('creates a configuration, which is applied, shown in the twin and counted', async () => {
    await targetOf('counted');
    const metrics = {
      queries: {
        cold: "SELECT deviceId FROM devices WHERE properties.desired.chiller.temperature = 4 AND tags.of = 'counted'",
      },
    };

    const { responseBody } = await hub
      .registry()
      .addConfiguration(configuration('counted', { metrics, labels: { a: 'b' } }));

    expect(responseBody).toMatchObject({ id: 'counted', labels: { a: 'b' }, priority: 1, schemaVersion: '1.0' });
    const read = async () => (await hub.registry().getConfiguration('counted')).responseBody;
    await expect.poll(read).toMatchObject({
      systemMetrics: { results: { targetedCount: 1, appliedCount: 1 } },
      metrics: { results: { cold: 1 }, queries: metrics.queries },
    });
    expect(await twinOf('counted')).toMatchObject({
      properties: { desired: { chiller: { temperature: 4 } } },
      configurations: { counted: { status: 'Applied' } },
    });
  });

  test('lists, updates by etag and removes', async () => {
    const registry = hub.registry();
    const { responseBody: created } = await registry.addConfiguration(configuration('listed'));
    const changed = await registry.updateConfiguration({ ...created, priority: 7 });

    expect(changed.responseBody).toMatchObject({ priority: 7 });
    await expect(registry.updateConfiguration({ ...created, priority: 8 })).rejects.toMatchObject({
      name: 'InvalidEtagError',
    });
    const ids = async () => (await registry.getConfigurations()).responseBody.map(({ id }) => id);
    expect(await ids()).toContain('listed');
    await registry.removeConfiguration('listed');
    expect(await ids()).not.toContain('listed');
  });

  test('is refused what is no configuration, with the place where a query goes wrong', async () => {
    await expect(
      hub.registry().addConfiguration(configuration('wrong', { targetCondition: 'tags.of = ' })),
    ).rejects.toMatchObject({
      responseBody: expect.stringMatching(/InvalidConfigurationTargetCondition.*line 1, column/) as string,
    });
  });

  test('applies a content to an edge device: its modules are there, with their desired properties', async () => {
    const registry = hub.registry();
    await registry.create({ deviceId: 'gateway', capabilities: { iotEdge: true } });

    await registry.applyConfigurationContentOnDevice('gateway', {
      modulesContent: {
        $edgeAgent: { 'properties.desired': { schemaVersion: '1.1', modules: {} } },
        camera: { 'properties.desired.framesPerSecond': 5 },
      },
    });

    const { responseBody: camera } = await registry.getModuleTwin('gateway', 'camera');
    expect(camera).toMatchObject({ properties: { desired: { framesPerSecond: 5 } } });
    const { responseBody: agent } = await registry.getModuleTwin('gateway', '$edgeAgent');
    expect(agent).toMatchObject({ properties: { desired: { schemaVersion: '1.1' } } });
  });
});

test('a connected device is told what a configuration sets', async () => {
  const connectionString = await hub.createDevice('listener');
  const device = await connectDevice(hub, connectionString);
  const twin = await device.getTwin();
  const told = new Promise(resolve => {
    twin.on('properties.desired.chiller', (chiller: unknown) => {
      if (chiller !== undefined) resolve(chiller);
    });
  });

  await hub.registry().addConfiguration(configuration('told', { targetCondition: "deviceId = 'listener'" }));

  expect(await told).toMatchObject({ temperature: 4 });
  await device.close();
});

test('testQueries says what is wrong, and where', async () => {
  const { status, text } = await rawRequest(hub, `/configurations/testQueries?${version}`, {
    method: 'POST',
    body: JSON.stringify({
      targetCondition: 'tags.a =',
      customMetricQueries: { good: 'SELECT * FROM devices', bad: 'SELECT * FROM twins' },
    }),
  });

  expect(status).toBe(200);
  expect(JSON.parse(text)).toEqual({
    targetConditionError: expect.stringContaining('line 1, column 9') as string,
    customMetricQueryErrors: { bad: expect.stringContaining('line 1, column 15') as string },
  });
});

test('a second PUT without an etag says that the configuration exists', async () => {
  await hub.registry().addConfiguration(configuration('twice'));

  const answer = await rawRequest(hub, `/configurations/twice?${version}`, {
    method: 'PUT',
    body: JSON.stringify(configuration('twice')),
  });

  expect([answer.status, errorCodeOf(answer)]).toEqual([409, 'ConfigurationAlreadyExists']);
});

test('configurations and what they made of twins survive the end of the process', async () => {
  await using folder = await temporaryFolder();
  const first = await LocalHub.start({ data: folder.path });
  await targetOf('kept', first);
  await first.registry().addConfiguration(configuration('kept'));
  await first.end('SIGKILL');

  await using second = await LocalHub.start({ data: folder.path });

  await expect.poll(() => twinOf('kept', second)).toMatchObject({ configurations: { kept: { status: 'Applied' } } });
  await second.registry().removeConfiguration('kept');
  await expect.poll(async () => (await twinOf('kept', second)).properties.desired).not.toHaveProperty('chiller');
});
