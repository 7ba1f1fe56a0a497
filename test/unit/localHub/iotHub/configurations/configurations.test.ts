import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../../src/domain/json.ts';
import { parseConfigurationRequest } from '../../../../../src/localHub/iotHub/configurations/configurationRequest.ts';
import { IotHub } from '../../../../../src/localHub/iotHub/iotHub.ts';
import { connect, createDevice, faultOf, openHub, startBlobWorker } from '../openHub.ts';

const chiller = (temperature: number, more: object = {}) => ({
  content: { deviceContent: { 'properties.desired.chiller': { temperature, ...more } } },
  targetCondition: "tags.site = 'north'",
});

function create(hub: IotHub, id: string, body: object) {
  return hub.configurations.create(id, parseConfigurationRequest(id, body));
}

function update(hub: IotHub, id: string, body: object, ifMatch = '*') {
  return hub.configurations.update(id, parseConfigurationRequest(id, body), ifMatch);
}

function tagged(hub: IotHub, deviceId: string, site = 'north') {
  createDevice(hub, deviceId);
  hub.twins.patch(deviceId, { tags: { site } }, undefined);
}

/** What configurations made of a twin. */
function stateOf(hub: IotHub, name = 'door') {
  const { properties, configurations } = hub.twinDocument(hub.registry.get(name)) as JsonObject & {
    properties: { desired: JsonObject };
  };
  const { $metadata: _metadata, $version: _version, ...desired } = properties.desired;
  return { desired, configurations };
}

describe('a configuration', () => {
  test('is applied to the twins that it targets, and to no other', async () => {
    const { hub } = await openHub();
    tagged(hub, 'door');
    tagged(hub, 'window', 'south');
    const { connection } = connect(hub, 'door');

    create(hub, 'cold', chiller(4));

    await expect
      .poll(() => stateOf(hub))
      .toEqual({
        desired: { chiller: { temperature: 4 } },
        configurations: { cold: { status: 'Applied' } },
      });
    expect(stateOf(hub, 'window')).toEqual({ desired: {}, configurations: undefined });
    expect(connection.desired.map(({ patch }) => patch)).toEqual(['{"chiller":{"temperature":4},"$version":2}']);
  });

  test('with a higher priority wins where both set the same place; the other is only targeted', async () => {
    const { hub } = await openHub();
    create(hub, 'cold', { ...chiller(4), priority: 2 });
    create(hub, 'warm', { ...chiller(9), priority: 1 });

    tagged(hub, 'door');

    expect(stateOf(hub)).toEqual({
      desired: { chiller: { temperature: 4 } },
      configurations: { cold: { status: 'Applied' }, warm: { status: 'Targeted' } },
    });
  });

  test('that was created later wins at the same priority', async () => {
    const { hub } = await openHub();
    create(hub, 'first', chiller(4));
    create(hub, 'another', chiller(9));

    tagged(hub, 'door');

    expect(stateOf(hub).desired).toEqual({ chiller: { temperature: 9 } });
  });

  test('is applied as far as it sets more than one that wins', async () => {
    const { hub } = await openHub();
    const content = {
      deviceContent: { 'properties.desired.chiller': { temperature: 1 }, 'properties.desired.fan': 2 },
    };
    create(hub, 'cold', { ...chiller(4), priority: 2 });
    create(hub, 'fan', { content, targetCondition: '*' });

    tagged(hub, 'door');

    expect(stateOf(hub)).toEqual({
      desired: { chiller: { temperature: 4 }, fan: 2 },
      configurations: { cold: { status: 'Applied' }, fan: { status: 'Applied' } },
    });
  });

  test('takes its settings back when the twin no longer matches, and makes way for the next', async () => {
    const { hub } = await openHub();
    create(hub, 'cold', { ...chiller(4, { fan: 'on' }), priority: 2 });
    create(hub, 'all', { ...chiller(9), targetCondition: '*' });
    tagged(hub, 'door');

    hub.twins.patch('door', { tags: { site: 'south' } }, undefined);

    expect(stateOf(hub).configurations).toEqual({ all: { status: 'Applied' } });
    expect(stateOf(hub).desired).toMatchObject({ chiller: { temperature: 9 } });
  });

  test('that is deleted leaves nothing behind', async () => {
    const { hub } = await openHub();
    create(hub, 'cold', chiller(4));
    tagged(hub, 'door');

    hub.configurations.delete('cold', undefined);

    await expect.poll(() => stateOf(hub)).toEqual({ desired: {}, configurations: undefined });
  });

  test('follows its new target condition and priority', async () => {
    const { hub } = await openHub();
    tagged(hub, 'door');
    tagged(hub, 'window', 'south');
    create(hub, 'cold', chiller(4));

    update(hub, 'cold', { targetCondition: "deviceId = 'window'" });

    await expect.poll(() => stateOf(hub, 'window').desired).toEqual({ chiller: { temperature: 4 } });
    await expect.poll(() => stateOf(hub)).toEqual({ desired: {}, configurations: undefined });
  });

  test('targets by what devices report', async () => {
    const { hub } = await openHub();
    create(hub, 'cold', { ...chiller(4), targetCondition: "properties.reported.model = '4000x'" });
    createDevice(hub, 'door');

    hub.twins.patchReported('door', { model: '4000x' });

    expect(stateOf(hub).desired).toEqual({ chiller: { temperature: 4 } });
  });

  test('for modules is applied to modules', async () => {
    const { hub } = await openHub();
    create(hub, 'frames', {
      content: { moduleContent: { 'properties.desired.framesPerSecond': 5 } },
      targetCondition: "FROM devices.modules WHERE moduleId = 'camera'",
    });
    createDevice(hub, 'door');

    createDevice(hub, 'door', { moduleId: 'camera' });

    expect(stateOf(hub, 'door/camera').desired).toEqual({ framesPerSecond: 5 });
    expect(stateOf(hub).desired).toEqual({});
  });

  test('for edge devices is shown as targeted, for the hub runs no modules', async () => {
    const { hub } = await openHub();
    createDevice(hub, 'gateway', { capabilities: { iotEdge: true } });
    const agent = { 'properties.desired': { schemaVersion: '1.1' } };

    create(hub, 'edge', {
      content: { modulesContent: { $edgeAgent: agent } },
      targetCondition: "deviceId = 'gateway'",
    });

    await expect.poll(() => stateOf(hub, 'gateway').configurations).toEqual({ edge: { status: 'Targeted' } });
    expect(stateOf(hub, 'gateway').desired).toEqual({});
  });

  test('lets a value be that a service set by hand afterwards', async () => {
    const { hub } = await openHub();
    create(hub, 'cold', chiller(4));
    tagged(hub, 'door');

    hub.twins.patch('door', { properties: { desired: { chiller: { temperature: 7 } } } }, undefined);
    hub.twins.patch('door', { tags: { floor: 3 } }, undefined);

    expect(stateOf(hub).desired).toEqual({ chiller: { temperature: 7 } });
  });

  test('that a twin has no room for leaves it as it is', async () => {
    const { hub } = await openHub();
    tagged(hub, 'door');
    const texts = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`t${index}`, 'x'.repeat(4000)]));
    hub.twins.patch('door', { properties: { desired: texts } }, undefined);

    create(hub, 'cold', chiller(4, { text: 'x'.repeat(4000), more: 'x'.repeat(4000) }));

    await expect.poll(() => stateOf(hub).configurations).toEqual({ cold: { status: 'Targeted' } });
    expect(stateOf(hub).desired).toEqual(texts);
  });

  test('rolls out to many twins without keeping the hub, and goes on after a restart', async () => {
    const { hub, store } = await openHub();
    for (let index = 0; index < 3000; index++) tagged(hub, `d${index}`);
    create(hub, 'cold', chiller(4));
    hub.close();

    const again = new IotHub({ name: 'contoso', store, startBlobWorker });

    const applied = "SELECT * FROM devices WHERE configurations.cold.status = 'Applied'";
    await expect.poll(() => again.queries.count(applied), { timeout: 20_000 }).toBe(3000);
    again.close();
  }, 30_000);
});

describe('what is refused', () => {
  test.each([
    [400401, 'a target condition that is none', { targetCondition: 'tags.site =' }],
    [400401, 'modules as target of device content', { targetCondition: 'FROM devices.modules WHERE tags.a = 1' }],
    [400402, 'no content', { content: {} }],
    [400402, 'two contents', { content: { deviceContent: {}, moduleContent: {} } }],
    [400402, 'content outside the desired properties', { content: { deviceContent: { 'tags.site': 'x' } } }],
    [400402, 'content that no twin can have', { content: { deviceContent: { 'properties.desired.a b': 1 } } }],
    [400404, 'a metric that is no query', { metrics: { queries: { done: 'SELECT' } } }],
    [
      400404,
      'six metrics',
      { metrics: { queries: Object.fromEntries([1, 2, 3, 4, 5, 6].map(n => [n, 'SELECT * FROM devices'])) } },
    ],
    [400004, 'a negative priority', { priority: -1 }],
    [400004, 'another id in the body', { id: 'other' }],
  ])('%i: %s', async (code, _what, change) => {
    const { hub } = await openHub();

    expect(await faultOf(() => create(hub, 'cold', { ...chiller(4), ...change }))).toBe(code);
    expect(hub.configurations.list()).toEqual([]);
  });

  test.each(['Cold', 'a b', 'a/b', 'x'.repeat(129), ''])('400004: the id "%s"', async id => {
    const { hub } = await openHub();

    expect(await faultOf(() => create(hub, id, chiller(4)))).toBe(400004);
  });

  test('another of the same id, another content, a wrong etag, an unknown id, the hundred and first', async () => {
    const { hub } = await openHub();
    create(hub, 'cold', chiller(4));

    expect(await faultOf(() => create(hub, 'cold', chiller(4)))).toBe(409401);
    expect(await faultOf(() => update(hub, 'cold', chiller(5)))).toBe(400403);
    expect(await faultOf(() => update(hub, 'cold', chiller(4), '"bm8="'))).toBe(412001);
    expect(await faultOf(() => hub.configurations.delete('cold', '"bm8="'))).toBe(412001);
    expect(await faultOf(() => update(hub, 'warm', chiller(4)))).toBe(404301);
    expect(await faultOf(() => hub.configurations.delete('warm', undefined))).toBe(404301);
    for (let index = 2; index <= 100; index++) create(hub, `c${index}`, chiller(4));
    expect(await faultOf(() => create(hub, 'c101', chiller(4)))).toBe(413101);
  });
});
