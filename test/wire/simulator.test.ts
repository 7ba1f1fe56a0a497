import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastReboot } from '../../src/domain/lastReboot.ts';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { SimulatorUnderTest } from '../support/simulatorUnderTest.ts';

let hub: LocalHub;

beforeAll(async () => {
  hub = await LocalHub.start();
});
afterAll(() => hub.end());

describe('a simulated device', () => {
  test('reboots: answers as in the tutorial, has reported rebootTime by then, goes offline and comes back', async () => {
    await using simulator = await SimulatorUnderTest.start();
    await simulator.simulate(hub, 'reboots');

    const answer = await call('reboots', 'rebootDevice', { method_number: '42' });
    expect(answer).toEqual({ status: 200, payload: { Response: 'This is the response from the device' } });
    expect(lastReboot(await reported('reboots'))).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);

    await simulator.until(() => simulator.rows.get('reboots')?.state === 'restarting');
    expect((await twin('reboots')).connectionState).toBe('Disconnected');
    await simulator.until(() => simulator.rows.get('reboots')?.state === 'connected');
    expect((await twin('reboots')).connectionState).toBe('Connected');
    expect((await call('reboots', 'lockDoor', null)).status).toBe(200);
  });

  test('locks its door, and says so in its twin', async () => {
    await using simulator = await SimulatorUnderTest.start();
    await simulator.simulate(hub, 'locks');

    expect(await call('locks', 'lockDoor', { lockTime: '10m' })).toEqual({
      status: 200,
      payload: { Response: 'lockDoor called successfully' },
    });
    expect(await reported('locks')).toMatchObject({
      doorLock: { lockTime: '10m', lockedTime: expect.stringMatching(/Z$/) as string },
    });
  });

  test('refuses firmware without https, and a method that it does not know as it was told to', async () => {
    await using simulator = await SimulatorUnderTest.start();
    await simulator.simulate(hub, 'refuses');

    expect((await call('refuses', 'firmwareUpdate', { fwPackageUri: 'http://example.com' })).status).toBe(400);
    expect((await call('refuses', 'openValve', null)).status).toBe(404);
    await simulator.configure({ unknownMethods: 'accept' });
    expect((await call('refuses', 'openValve', null)).status).toBe(200);
    await simulator.until(() => simulator.rows.get('refuses')?.lastMethod?.status === 200);
    expect(simulator.rows.get('refuses')?.lastMethod?.name).toBe('openValve');
  });

  test('acknowledges desired properties, those from before it connected and those that come', async () => {
    await using simulator = await SimulatorUnderTest.start();
    await hub.createDevice('desires');
    await desire('desires', { building: 43 });
    const { responseBody } = await hub.registry().get('desires');
    const key = responseBody.authentication?.symmetricKey?.primaryKey ?? '';
    const connectionString = `HostName=${hub.hub.hostName};DeviceId=desires;SharedAccessKey=${key}`;
    await simulator.process.ask('add', { devices: [{ deviceId: 'desires', connectionString }], ca: hub.ca });

    await simulator.until(() => simulator.logOf('desires').some(text => text.startsWith('acknowledged')));
    expect(await reported('desires')).toMatchObject({ building: 43 });

    await desire('desires', { floor: 3, building: null });
    await simulator.until(
      () => simulator.logOf('desires').filter(text => text.startsWith('acknowledged')).length === 2,
    );
    expect(await reported('desires')).toMatchObject({ floor: 3 });
    expect(await reported('desires')).not.toHaveProperty('building');
  });

  test('sends messages that the hub acknowledges, and takes up a new interval at once', async () => {
    await using simulator = await SimulatorUnderTest.start({ intervalMs: 3_600_000 });
    await simulator.simulate(hub, 'sends');
    await simulator.configure({ intervalMs: 100 });

    await simulator.until(() => (simulator.rows.get('sends')?.sent ?? 0) >= 5);
    expect(simulator.rows.get('sends')?.failed).toBe(0);
    await simulator.until(() => simulator.rates.reduce((sum, { sent }) => sum + sent, 0) >= 5);
  });

  test('that the hub refuses says why, and tries again until it is let in', async () => {
    await using simulator = await SimulatorUnderTest.start();
    const primaryKey = randomBytes(32).toString('base64');
    const connectionString = (await hub.createDevice('refused')).replace(
      /SharedAccessKey=.*/,
      `SharedAccessKey=${primaryKey}`,
    );
    await simulator.process.ask('add', { devices: [{ deviceId: 'refused', connectionString }], ca: hub.ca });

    await simulator.until(() => simulator.rows.get('refused')?.state === 'reconnecting');
    expect(simulator.rows.get('refused')?.problem).toMatch(/^The hub refuses the device/);

    const symmetricKey = { primaryKey, secondaryKey: primaryKey };
    await hub.registry().update({ deviceId: 'refused', authentication: { symmetricKey } });
    await simulator.until(() => simulator.rows.get('refused')?.state === 'connected');
    expect(simulator.rows.get('refused')).not.toHaveProperty('problem');
  });

  test('leaves the hub when it is stopped, and can be started again', async () => {
    await using simulator = await SimulatorUnderTest.start();
    const [device] = await simulator.simulate(hub, 'stops');
    await simulator.process.ask('stop', ['stops']);

    expect((await twin('stops')).connectionState).toBe('Disconnected');
    const { rows } = await simulator.process.ask('snapshot');
    expect(rows).toMatchObject([{ deviceId: 'stops', state: 'stopped' }]);

    await simulator.process.ask('add', { devices: device ? [device] : [], ca: hub.ca });
    await simulator.until(() => simulator.logOf('stops').filter(text => text === 'connected').length === 2);
  });

  test('leaves no secret in what the simulator tells', async () => {
    await using simulator = await SimulatorUnderTest.start();
    await simulator.simulate(hub, 'discreet');
    await call('discreet', 'lockDoor', null);
    await simulator.process.ask('stop', null);

    const told = JSON.stringify([await simulator.process.ask('snapshot'), simulator.lines, simulator.errors]);
    expect(told).toContain('lockDoor');
    expect(told).not.toMatch(/SharedAccess|sig=/);
  });
});

describe('many simulated devices', () => {
  test('connect by turns, and leave together', async () => {
    await using simulator = await SimulatorUnderTest.start();
    const ids = Array.from({ length: 200 }, (_, index) => `many-${index}`);
    await simulator.simulate(hub, ...ids);
    expect(await connectedCount('many-')).toBe(200);

    const startedMs = Date.now();
    await simulator.process.ask('stop', null);
    expect(Date.now() - startedMs).toBeLessThan(5_000);
    expect((await simulator.process.ask('snapshot')).totals.states).toEqual({ stopped: 200 });
  });

  test('leave when the host closes its channel', async () => {
    const simulator = await SimulatorUnderTest.start();
    await simulator.simulate(hub, 'orphan');
    await simulator.process.end();

    expect((await twin('orphan')).connectionState).toBe('Disconnected');
    await expect(simulator.process.ask('snapshot')).rejects.toThrow('The simulator has ended.');
  });
});

test('devices come back when their hub was restarted, and still hear methods and desired properties', async () => {
  await using folder = await temporaryFolder();
  await using simulator = await SimulatorUnderTest.start();
  const first = await LocalHub.start({ data: folder.path });
  await simulator.simulate(first, 'faithful');
  await first.end();
  await simulator.until(() => simulator.rows.get('faithful')?.state === 'reconnecting');
  expect(simulator.rows.get('faithful')?.problem).toBe('The hub does not answer.');

  await using second = await LocalHub.start({ data: folder.path });
  await simulator.until(() => simulator.rows.get('faithful')?.state === 'connected');
  const { result } = await second.serviceClient().invokeDeviceMethod('faithful', { methodName: 'lockDoor' });
  expect(result).toMatchObject({ status: 200 });
  await second.registry().updateTwin('faithful', { properties: { desired: { floor: 3 } } }, '*');
  await simulator.until(() => simulator.logOf('faithful').some(text => text.startsWith('acknowledged')));
});

async function call(deviceId: string, methodName: string, payload: unknown) {
  const { result } = await hub.serviceClient().invokeDeviceMethod(deviceId, { methodName, payload });
  return result as { readonly status: number; readonly payload: unknown };
}

/** The SDK's type of a twin lacks what the service says of the connection. */
async function twin(deviceId: string) {
  const { responseBody } = await hub.registry().getTwin(deviceId);
  return responseBody as typeof responseBody & { readonly connectionState: string };
}

async function reported(deviceId: string) {
  return (await twin(deviceId)).properties.reported;
}

async function desire(deviceId: string, desired: object): Promise<void> {
  await hub.registry().updateTwin(deviceId, { properties: { desired } }, '*');
}

async function connectedCount(idPrefix: string): Promise<number> {
  const condition = `STARTSWITH(deviceId, '${idPrefix}') AND connectionState = 'Connected'`;
  const { result } = await hub.registry().createQuery(`SELECT * FROM devices WHERE ${condition}`, 1000).next();
  return result.length;
}
