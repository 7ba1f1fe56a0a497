import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { simulatorScript } from '../support/simulatorUnderTest.ts';

let hub: LocalHub;

beforeAll(async () => {
  hub = await LocalHub.start();
});
afterAll(() => hub.end());

test('a scenario runs for as long as it says, and tells its events as JSON lines', async () => {
  await hub.createDevice('door-01');
  await hub.createDevice('door-02');
  const { code, output } = await run(
    { devices: [{ prefix: 'door-', count: 2, digits: 2 }], telemetry: { intervalMs: 200 }, durationSeconds: 2 },
    ['--json', '--ca', hub.ready.caFile],
    { IOTHUB_CONNECTION_STRING: hub.hub.connectionString },
  );

  const events = output
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { event: string; totals?: { sent: number } });
  expect(code).toBe(0);
  expect(events[0]).toEqual({ event: 'started', devices: 2 });
  expect(events).toContainEqual(expect.objectContaining({ event: 'log', deviceId: 'door-01', text: 'connected' }));
  expect(events.at(-1)).toMatchObject({ event: 'stopped', totals: { devices: 2, states: { stopped: 2 }, failed: 0 } });
  expect(events.at(-1)?.totals?.sent).toBeGreaterThan(0);
  expect(output).not.toContain('SharedAccess');
});

test('a device can be simulated with its own connection string, from a variable of any name', async () => {
  const connectionString = await hub.createDevice('alone');
  const { code, output } = await run(
    { devices: ['alone'], durationSeconds: 1 },
    ['--connection-string-env', 'MY_DEVICE', '--ca', hub.ready.caFile],
    { MY_DEVICE: connectionString },
  );

  expect(code).toBe(0);
  expect(output).toMatch(/alone {2}connected/);
});

test.each([
  ['no connection string', { devices: ['a'] }, [], {}, /^Set the environment variable IOTHUB_CONNECTION_STRING/],
  ['an option that does not exist', { devices: ['a'] }, ['--fast'], {}, /--fast/],
  [
    'a broken template',
    { devices: ['a'], telemetry: { template: '{' } },
    [],
    hubVariable,
    /template has a problem in line 1, column 1/,
  ],
] as const)('%s is one sentence on stderr and exit code 1', async (_what, scenario, args, environment, sentence) => {
  const { code, output, errors } = await run(
    scenario,
    args,
    typeof environment === 'function' ? environment() : environment,
  );

  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(errors).toMatch(sentence);
  expect(errors.trim().split('\n')).toHaveLength(1);
});

function hubVariable(): Record<string, string> {
  return { IOTHUB_CONNECTION_STRING: hub.hub.connectionString };
}

async function run(scenario: object, args: readonly string[], environment: Readonly<Record<string, string>>) {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'scenario.json');
  await writeFile(file, JSON.stringify(scenario));

  const child = spawn(process.execPath, [simulatorScript, 'run', file, ...args], { env: environment });
  const [[code], output, errors] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { code: code as number, output, errors };
}
