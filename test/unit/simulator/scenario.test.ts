import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultSimulationSettings } from '../../../src/protocol/simulatorRun.ts';
import { withConnectionStrings } from '../../../src/simulator/deviceConnectionStrings.ts';
import { readScenario } from '../../../src/simulator/readScenario.ts';
import { SimulatorError } from '../../../src/simulator/simulatorError.ts';

const key = 'c2VjcmV0';
const hub = `HostName=localhost:1234;SharedAccessKeyName=device;SharedAccessKey=${key}`;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scenario-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a scenario', () => {
  test('names devices one by one or numbers them, each once', async () => {
    const { deviceIds } = await read({ devices: ['camera', { prefix: 'door-', count: 3, digits: 3 }, 'door-002'] });

    expect(deviceIds).toEqual(['camera', 'door-001', 'door-002', 'door-003']);
  });

  test('that says no more has the settings of the page', async () => {
    expect(await read({ devices: ['camera'] })).toEqual({ deviceIds: ['camera'], settings: defaultSimulationSettings });
  });

  test('can take its template from a file beside it', async () => {
    await writeFile(join(folder, 'message.json'), '{"n": {{counter}}}');
    const { settings } = await read({
      devices: ['camera'],
      telemetry: { templateFile: 'message.json', intervalMs: 1000 },
    });

    expect(settings).toMatchObject({ template: '{"n": {{counter}}}', intervalMs: 1000 });
  });

  test('finds the files of certificates beside it', async () => {
    const x509 = { certificateFile: 'certificates/{id}.pem', keyFile: join(folder, 'key.pem') };
    const { provisioning } = await read({ devices: ['camera'], provisioning: { idScope: '0ne0', x509 } });

    expect(provisioning?.x509).toEqual({
      certificateFile: join(folder, 'certificates', '{id}.pem'),
      keyFile: join(folder, 'key.pem'),
    });
  });

  test.each([
    ['no JSON', '{', /is not a scenario/],
    ['no devices', '{"devices":[]}', /: devices must have at least 1 item$/],
    ['a device that is neither', '{"devices":[7]}', /: devices.0 must be an id, or an object with prefix and count$/],
    [
      'a wrong number',
      '{"devices":["a"],"telemetry":{"intervalMs":1}}',
      /: telemetry.intervalMs must be at least 100$/,
    ],
    ['a wrong type', '{"devices":["a"],"durationSeconds":"x"}', /: durationSeconds must be of type number$/],
    ['a wrong choice', '{"devices":["a"],"unknownMethods":"x"}', /must be "notFound" or "accept" or "silent"$/],
    [
      'a connection string',
      '{"devices":["a"],"connectionString":"x"}',
      /has members that mean nothing: connectionString$/,
    ],
  ])('with %s is refused in a sentence', async (_what, text, sentence) => {
    const file = join(folder, 'wrong.json');
    await writeFile(file, text);

    await expect(readScenario(file)).rejects.toThrow(SimulatorError);
    await expect(readScenario(file)).rejects.toThrow(sentence);
  });

  test('that is not there is refused in a sentence', async () => {
    await expect(readScenario(join(folder, 'missing.json'))).rejects.toThrow(/missing.json" cannot be read/);
  });
});

describe('the connection string from the environment', () => {
  test('of a hub serves every device', () => {
    expect(withConnectionStrings(['a', 'b'], hub, 'HUB')).toEqual([
      { deviceId: 'a', connectionString: expect.stringContaining('DeviceId=a;') as string },
      { deviceId: 'b', connectionString: expect.stringContaining('SharedAccessKeyName=device') as string },
    ]);
  });

  test('of a device serves that device alone', () => {
    const own = `HostName=localhost;DeviceId=a;SharedAccessKey=${key}`;

    expect(withConnectionStrings(['a'], own, 'HUB')).toEqual([{ deviceId: 'a', connectionString: own }]);
    expect(() => withConnectionStrings(['a', 'b'], own, 'HUB')).toThrow(/only that device/);
  });

  test.each([undefined, '', 'nonsense', `HostName=x;SharedAccessKey=${key}`])(
    '%j is refused without telling it',
    text => {
      expect(() => withConnectionStrings(['a'], text, 'HUB')).toThrow(SimulatorError);
      expect(() => withConnectionStrings(['a'], text, 'HUB')).not.toThrow(key);
    },
  );
});

async function read(scenario: object) {
  const file = join(folder, 'scenario.json');
  await writeFile(file, JSON.stringify(scenario));
  return readScenario(file);
}
