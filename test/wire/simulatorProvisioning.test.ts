import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CertificateWithKey } from '../../src/certificates/privateKeyFile.ts';
import { makeSelfSignedCertificate } from '../../src/certificates/selfSignedCertificate.ts';
import { deviceSigner } from '../../src/certificates/signedCertificate.ts';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import { derivedKey } from '../../src/azure/provisioning/derivedKey.ts';
import { createProvisioningClient } from '../../src/azure/provisioning/provisioningClient.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import { membersFor, withMoveMembers } from '../../src/domain/provisioning/deviceMove.ts';
import type { EnrollmentAddress } from '../../src/domain/provisioning/enrollmentAddress.ts';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import { Secret } from '../../src/domain/secret.ts';
import type { PolicyName } from '../../src/domain/provisioning/reprovisionPolicies.ts';
import type { DeviceProof } from '../../src/protocol/simulatorProcess.ts';
import {
  type Certificate,
  makeDeviceAuthority,
  makeDeviceCertificate,
  makeExpiredCertificate,
} from '../support/deviceCertificate.ts';
import { LocalHub } from '../support/localHub.ts';
import { SimulatorUnderTest } from '../support/simulatorUnderTest.ts';
import { ownProvisioningResource } from './management.ts';

const doors: EnrollmentAddress = { kind: 'group', id: 'doors' };
const call = { methodName: 'reprovision', payload: null, responseTimeoutInSeconds: 30, connectTimeoutInSeconds: 0 };

let hub: LocalHub;
let simulator: SimulatorUnderTest;

beforeEach(async () => {
  hub = await LocalHub.start({ args: ['--hub', 'east', '--hub', 'west', '--dps', 'contoso'] });
  simulator = await SimulatorUnderTest.start();
});

afterEach(async () => {
  await simulator[Symbol.asyncDispose]();
  await hub.end();
});

const endpointOf = (connectionString: string) => {
  const parsed = parseHubConnectionString(connectionString);
  if (!isHubConnectionString(parsed)) throw new Error('This is no connection string.');
  return hubEndpoint(parsed, hub.ca);
};
const provisioning = () => createProvisioningClient(endpointOf(hub.provisioning.connectionString));
const hostOf = (name: string) => hub.ready.hubs.find(one => one.name === name)?.hostName ?? '';
const clientOf = (name: string) =>
  createHubClient(endpointOf(hub.ready.hubs.find(one => one.name === name)?.connectionString ?? ''));
const hubsOf = (deviceId: string) => (simulator.rows.get(deviceId)?.assignments ?? []).map(one => one.hub);

/** Creates a group whose devices go to a hub. */
async function createGroup(name: string, policy: PolicyName): Promise<void> {
  await provisioning().createEnrollment(doors, newEnrollment('group', doors.id, { hub: hostOf(name), policy }));
}

async function sendTo(name: string, policy: PolicyName): Promise<void> {
  const { document, etag } = await provisioning().getEnrollment(doors);
  await provisioning().replaceEnrollment(doors, withMoveMembers(document, membersFor(hostOf(name), policy)), etag);
}

/** Simulates devices of the group with keys derived from its key. */
async function simulate(...ids: readonly string[]): Promise<void> {
  const { primaryKey } = await provisioning().enrollmentKeys(doors);
  const { hostName, idScope } = hub.provisioning;
  const devices = ids.map(registrationId => ({
    deviceId: registrationId,
    provisioning: {
      hostName,
      idScope,
      registrationId,
      proof: { symmetricKey: derivedKey(primaryKey, registrationId).reveal() },
    },
  }));
  await simulator.process.ask('add', { devices, ca: hub.ca });
}

test('devices of a group ask for their hub, connect to it, and move with their twins when they are told to ask again', async () => {
  await createGroup('east', 'migrate');
  await simulate('door-1', 'door-2');
  await simulator.connected('door-1', 'door-2');
  expect(hubsOf('door-1')).toEqual([hostOf('east')]);
  const { etag } = await clientOf('east').getTwin('door-1');
  await clientOf('east').updateTwin({ deviceId: 'door-1' }, { tags: { floor: '3' } }, etag);

  await sendTo('west', 'migrate');
  expect((await clientOf('east').invokeMethod('door-1', call)).status).toBe(200);
  await simulator.until(() => hubsOf('door-1').length === 2);
  await simulator.connected('door-1');

  expect(hubsOf('door-1')).toEqual([hostOf('east'), hostOf('west')]);
  expect(simulator.rows.get('door-1')?.assignments?.at(-1)?.substatus).toBe('deviceDataMigrated');
  expect((await clientOf('west').getTwin('door-1')).tags).toEqual({ floor: '3' });
  await expect(clientOf('east').getTwin('door-1')).rejects.toMatchObject({ reason: { kind: 'deviceNotFound' } });
  expect(hubsOf('door-2')).toEqual([hostOf('east')]);
});

test('a device whose API is of before there were policies stays on its hub, if there is no policy', async () => {
  await simulator.configure({ provisioningApiVersion: '2018-04-01' });
  await createGroup('east', 'none');
  await simulate('door-1');
  await simulator.connected('door-1');

  await sendTo('west', 'none');
  await simulator.process.ask('provision', null);
  await simulator.until(() => hubsOf('door-1').length === 2);
  expect(hubsOf('door-1')).toEqual([hostOf('east'), hostOf('east')]);

  await simulator.configure({ provisioningApiVersion: '2019-03-31' });
  await simulator.connected('door-1');
  await simulator.process.ask('provision', ['door-1']);
  await simulator.until(() => hubsOf('door-1').length === 3);
  expect(hubsOf('door-1').at(-1)).toBe(hostOf('west'));
});

test('a device asks again when it reboots, unless it is told not to', async () => {
  await createGroup('east', 'migrate');
  await simulator.configure({ offlineMs: 0 });
  await simulate('door-1');
  await simulator.connected('door-1');

  await sendTo('west', 'migrate');
  await clientOf('east').invokeMethod('door-1', { ...call, methodName: 'reboot' });
  await simulator.until(() => hubsOf('door-1').length === 2);

  expect(hubsOf('door-1').at(-1)).toBe(hostOf('west'));
  await simulator.connected('door-1');
  await simulator.configure({ offlineMs: 0, provisionOnReboot: false });
  await sendTo('east', 'migrate');
  const connections = () => simulator.logOf('door-1').filter(text => text === 'connected').length;
  const before = connections();
  await clientOf('west').invokeMethod('door-1', { ...call, methodName: 'reboot' });
  await simulator.until(() => connections() > before);
  expect(hubsOf('door-1')).toEqual([hostOf('east'), hostOf('west')]);
});

const byCertificate = ({ cert, key }: Certificate) => ({ certificate: cert, privateKey: key });

test('a device that the service does not let in is told why, as far as the service says, and what to check', async () => {
  await createGroup('east', 'migrate');
  const { hostName, idScope } = hub.provisioning;
  const { primaryKey } = await provisioning().enrollmentKeys(doors);
  const ask = (registrationId: string, proof: DeviceProof, scope = idScope) => ({
    deviceId: registrationId,
    provisioning: { hostName, idScope: scope, registrationId, proof },
  });
  const byKey = (registrationId: string) => ({ symmetricKey: derivedKey(primaryKey, registrationId).reveal() });
  const devices = [
    ask('lost', byKey('lost'), '0ne0000WRONG'),
    ask('stranger', byKey('somebody-else')),
    ask('garbled', { symmetricKey: 'no base64!' }),
    ask('foreign', byCertificate(await makeDeviceCertificate('foreign'))),
    ask('late', byCertificate(await makeExpiredCertificate('late'))),
  ];
  await simulator.process.ask('add', { devices, ca: hub.ca });
  await simulator.until(() => devices.every(({ deviceId }) => simulator.rows.get(deviceId)?.problem !== undefined));

  const refuses = 'The provisioning service refuses the device: ';
  expect(Object.fromEntries(devices.map(({ deviceId }) => [deviceId, simulator.rows.get(deviceId)?.problem]))).toEqual({
    lost: expect.stringContaining(`${refuses}check its ID scope, its registration id and its key`) as string,
    stranger: expect.stringContaining(`${refuses}check its ID scope, its registration id and its key`) as string,
    garbled: 'Its key is not base64 of 16 to 64 bytes. Copy it from the enrollment.',
    foreign: expect.stringMatching(/its certificate, CN=foreign, is that of the enrollment or signed by/) as string,
    late: expect.stringMatching(/its certificate, CN=late, expired on .* Choose one that is valid\.$/) as string,
  });
});

test('a device whose hub is not linked any more is told which one, and what to do', async () => {
  await createGroup('east', 'never');
  await simulate('door-1');
  await simulator.connected('door-1');
  await ownProvisioningResource(hub, 'contoso').unlink(hostOf('east'));

  await simulator.process.ask('provision', ['door-1']);
  await simulator.until(() => simulator.rows.get('door-1')?.problem !== undefined);
  expect(simulator.rows.get('door-1')?.problem).toMatch(
    /^The provisioning service refuses the device: No hub "localhost:\d+" is linked .* Link it, or name another one\.$/,
  );
});

test('devices of a group show certificates that its authority signed, by a chain, and keep them on their hub', async () => {
  const root = await makeDeviceAuthority();
  const below = await makeDeviceAuthority(root);
  const group = { hub: hostOf('east'), policy: 'migrate', certificate: root.cert } as const;
  await provisioning().createEnrollment(doors, newEnrollment('group', doors.id, group));
  const sign = await deviceSigner({ certificate: below.cert, privateKey: new Secret(below.key) });
  await addCertified(['door-1', await sign('door-1', Date.now())], ['door-2', await sign('door-2', Date.now())]);
  await simulator.connected('door-1', 'door-2');

  await sendTo('west', 'migrate');
  expect((await clientOf('east').invokeMethod('door-1', call)).status).toBe(200);
  await simulator.until(() => hubsOf('door-1').length === 2);
  await simulator.connected('door-1');
  expect(hubsOf('door-1')).toEqual([hostOf('east'), hostOf('west')]);
});

test('a device shows the certificate of its own enrollment, and one of another is told that it is refused', async () => {
  const made = await makeSelfSignedCertificate('door-1', Date.now());
  const own = { hub: hostOf('east'), policy: 'never', certificate: made.certificate } as const;
  await provisioning().createEnrollment(
    { kind: 'individual', id: 'door-1' },
    newEnrollment('individual', 'door-1', own),
  );
  await addCertified(['door-1', made], ['door-2', await makeSelfSignedCertificate('door-2', Date.now())]);

  await simulator.connected('door-1');
  await simulator.until(() => simulator.rows.get('door-2')?.problem !== undefined);
  expect(simulator.rows.get('door-2')?.problem).toMatch(/^The provisioning service refuses the device: .*certificate/);
});

/** Simulates devices that show certificates. */
async function addCertified(...certified: readonly (readonly [string, CertificateWithKey])[]): Promise<void> {
  const { hostName, idScope } = hub.provisioning;
  const devices = certified.map(([registrationId, { certificate, privateKey }]) => ({
    deviceId: registrationId,
    provisioning: { hostName, idScope, registrationId, proof: { certificate, privateKey: privateKey.reveal() } },
  }));
  await simulator.process.ask('add', { devices, ca: hub.ca });
}
