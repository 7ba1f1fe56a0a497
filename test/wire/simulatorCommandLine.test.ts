import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDeviceAuthority } from '../support/deviceCertificate.ts';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { simulatorScript } from '../support/simulatorUnderTest.ts';

let hub: LocalHub;

beforeAll(async () => {
  hub = await LocalHub.start({ args: ['--dps', 'gate'] });
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
    { devices: ['alone'] },
    ['--connection-string-env', 'MY_DEVICE', '--ca', hub.ready.caFile],
    { MY_DEVICE: connectionString },
    output => /alone {2}connected/.test(output),
  );

  expect(code).toBe(0);
  expect(output).toMatch(/alone {2}stopped/);
});

test.each([0.05, 0.2, 0.4])(
  'a scenario that is over after %s s, before its device is connected, ends, and leaves no device behind',
  async durationSeconds => {
    const deviceId = `quick-${durationSeconds}`;
    const connectionString = await hub.createDevice(deviceId);
    const { code, output } = await run({ devices: [deviceId], durationSeconds }, ['--ca', hub.ready.caFile], {
      IOTHUB_CONNECTION_STRING: connectionString,
    });

    expect(code).toBe(0);
    expect(output).toMatch(/stopped\n.*Stopped\./s);
  },
);

test('a proxy of the environment is used for hubs in Azure, and not for those on this machine', async () => {
  const local = await hub.createDevice('behind');
  const azure = local.replace(hub.hub.hostName, 'contoso.azure-devices.net');
  const proxy = { HTTPS_PROXY: 'http://127.0.0.1:1' };
  const scenario = { devices: ['behind'], durationSeconds: 1 };
  const trust = ['--ca', hub.ready.caFile];

  const behind = await run(scenario, trust, { ...proxy, IOTHUB_CONNECTION_STRING: azure });
  expect(behind.output).toMatch(/The proxy on the way to contoso\.azure-devices\.net does not answer/);
  const beside = await run(scenario, trust, { ...proxy, IOTHUB_CONNECTION_STRING: local });
  expect(beside.output).toMatch(/behind {2}connected/);
});

test('devices of a scenario ask a provisioning service for their hub, with keys derived from that of the variable', async () => {
  const key = Buffer.alloc(64, 7).toString('base64');
  const attestation = { type: 'symmetricKey', symmetricKey: { primaryKey: key, secondaryKey: key } };
  await hub
    .provisioningServiceClient()
    .createOrUpdateEnrollmentGroup({ enrollmentGroupId: 'doors', attestation } as never);
  const { hostName, idScope } = hub.provisioning;
  const { code, output } = await run(
    {
      devices: [{ prefix: 'asking-', count: 2, digits: 1 }],
      provisioning: { hostName, idScope, enrollment: 'group', apiVersion: '2018-04-01' },
    },
    ['--ca', hub.ready.caFile],
    { IOTHUB_CONNECTION_STRING: key },
    output => /asking-1 {2}connected/.test(output) && /asking-2 {2}connected/.test(output),
  );

  expect(code).toBe(0);
  expect(output).not.toContain(key);
  const { responseBody: state } = await hub.provisioningServiceClient().getDeviceRegistrationState('asking-2');
  expect(state).toMatchObject({ status: 'assigned', assignedHub: hub.hub.hostName });
});

test('devices of a scenario show certificates that the authority of its files signs for them', async () => {
  await using folder = await temporaryFolder();
  const { cert, key } = await makeDeviceAuthority();
  const files = { certificateFile: join(folder.path, 'cert.pem'), keyFile: join(folder.path, 'key.pem') };
  await writeFile(files.certificateFile, cert);
  await writeFile(files.keyFile, key);
  const attestation = { type: 'x509', x509: { signingCertificates: { primary: { certificate: cert } } } };
  const service = hub.provisioningServiceClient();
  await service.createOrUpdateEnrollmentGroup({ enrollmentGroupId: 'certified', attestation } as never);
  const { hostName, idScope } = hub.provisioning;

  const { code } = await run(
    { devices: [{ prefix: 'signed-', count: 2 }], provisioning: { hostName, idScope, x509: files } },
    ['--ca', hub.ready.caFile],
    {},
    output => /signed-1 {2}connected/.test(output) && /signed-2 {2}connected/.test(output),
  );
  expect(code).toBe(0);
  const { responseBody: state } = await service.getDeviceRegistrationState('signed-2');
  expect(state).toMatchObject({ status: 'assigned', assignedHub: hub.hub.hostName });
});

test.each([
  [
    'no file of a certificate',
    {
      devices: ['a'],
      provisioning: { idScope: '0ne00000000', x509: { certificateFile: 'none.pem', keyFile: 'none.key' } },
    },
    [],
    {},
    /none\.pem" cannot be read/,
  ],
  [
    'no key of the enrollment',
    provisionedBy('group'),
    [],
    {},
    /^Set the environment variable IOTHUB_CONNECTION_STRING/,
  ],
  [
    'a key of the enrollment that is not base64',
    provisionedBy('group'),
    [],
    { IOTHUB_CONNECTION_STRING: 'no base64' },
    /base64/,
  ],
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

function provisionedBy(enrollment: string) {
  return { devices: ['a'], provisioning: { hostName: 'localhost:1', idScope: '0ne00000000', enrollment } };
}

function hubVariable(): Record<string, string> {
  return { IOTHUB_CONNECTION_STRING: hub.hub.connectionString };
}

/** @param isEnough ends a scenario that has no end of its own. */
async function run(
  scenario: object,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  isEnough: (output: string) => boolean = () => false,
) {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'scenario.json');
  await writeFile(file, JSON.stringify(scenario));

  const child = spawn(process.execPath, [simulatorScript, 'run', file, ...args], { env: environment });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    output += piece;
    if (!child.killed && isEnough(output)) child.kill('SIGTERM');
  });
  const [[code], errors] = await Promise.all([once(child, 'close'), text(child.stderr)]);
  return { code: code as number, output, errors };
}
