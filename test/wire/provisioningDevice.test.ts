import type { ProvisioningServiceClient } from 'azure-iot-provisioning-service';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derivedKey } from '../../src/localHub/provisioning/derivedKey.ts';
import {
  type Certificate,
  makeDeviceAuthority,
  makeDeviceCertificate,
  makeExpiredCertificate,
} from '../support/deviceCertificate.ts';
import { LocalHub } from '../support/localHub.ts';
import { MqttTestClient } from '../support/mqttTestClient.ts';
import { type DeviceProof, provision, provisioningTransports } from '../support/provisioningDevice.ts';
import { SdkDevice } from '../support/sdkDevice.ts';
import { managementClient } from './management.ts';
import { asEnrollment, deviceOn, enrollmentOf, refusalOf } from './provisioning.ts';
import { sendRequest } from './service.ts';

const key = Buffer.alloc(32, 1).toString('base64');
const otherKey = Buffer.alloc(32, 2).toString('base64');

/** What the official clients make of a refusal. */
const refused = { mqtt: { code: 5 }, mqttWs: { code: 5 }, http: { name: 'UnauthorizedError' } } as const;

let hub: LocalHub;
let enrollments: ProvisioningServiceClient;
let root: Certificate;
let intermediate: Certificate;

beforeAll(async () => {
  [root, intermediate] = await makeAuthorities();
  hub = await LocalHub.start({ args: ['--hub', 'east', '--hub', 'west', '--dps', 'contoso'] });
  enrollments = hub.provisioningServiceClient();
  const properties = { certificate: root.cert, isVerified: true };
  await managementClient(hub).certificates.createOrUpdate('local', 'west', 'factory', { properties });
  const groups = {
    keys: { type: 'symmetricKey', symmetricKey: { primaryKey: key, secondaryKey: otherKey } },
    line: { type: 'x509', x509: { signingCertificates: { primary: { certificate: intermediate.cert } } } },
    factory: { type: 'x509', x509: { caReferences: { primary: 'factory' } } },
  };
  for (const [enrollmentGroupId, attestation] of Object.entries(groups)) {
    await enrollments.createOrUpdateEnrollmentGroup({ enrollmentGroupId, attestation } as never);
  }
});

afterAll(() => hub.end());

async function makeAuthorities(): Promise<[Certificate, Certificate]> {
  const authority = await makeDeviceAuthority();
  return [authority, await makeDeviceAuthority(authority)];
}

/** A certificate of a device that sends its issuer's along. */
async function signed(commonName: string, issuer: Certificate, make = makeDeviceCertificate): Promise<DeviceProof> {
  const { cert, key: privateKey } = await make(commonName, issuer);
  return { cert: cert + issuer.cert, key: privateKey };
}

async function enrollCertificate(registrationId: string, certificate: Certificate): Promise<DeviceProof> {
  const attestation = { type: 'x509', x509: { clientCertificates: { primary: { certificate: certificate.cert } } } };
  await enrollments.createOrUpdateIndividualEnrollment(asEnrollment({ registrationId, attestation }));
  return certificate;
}

describe.concurrent.each(provisioningTransports)('over %s', transport => {
  test.each<[string, (registrationId: string) => Promise<DeviceProof>]>([
    [
      'a key of its own',
      async registrationId => {
        await enrollments.createOrUpdateIndividualEnrollment(enrollmentOf(registrationId, key));
        return { key };
      },
    ],
    ['the primary key of a group', async registrationId => ({ key: derivedKey(key, registrationId) })],
    ['the secondary key of a group', async registrationId => ({ key: derivedKey(otherKey, registrationId) })],
    [
      'a certificate of its own',
      async registrationId => enrollCertificate(registrationId, await makeDeviceCertificate(registrationId)),
    ],
    ['a certificate that an enrolled one signed', registrationId => signed(registrationId, intermediate)],
    ['a certificate below a root that a hub has verified', registrationId => signed(registrationId, root)],
  ])('a device gets its hub with %s, and signs in there with the same', async (what, proofOf) => {
    const registrationId = `${transport}-${what.replaceAll(' ', '-')}`;
    const proof = await proofOf(registrationId);

    const { assignedHub, deviceId, status } = await provision(hub, { registrationId, proof, transport });
    expect({ deviceId, status }).toEqual({ deviceId: registrationId, status: 'assigned' });
    expect(hub.ready.hubs.map(({ hostName }) => hostName)).toContain(assignedHub);
    const credentials = 'cert' in proof ? 'x509=true' : `SharedAccessKey=${proof.key}`;
    const address = `HostName=${assignedHub};DeviceId=${deviceId};${credentials}`;
    await using device = await SdkDevice.open(hub, address, 'Mqtt', 'cert' in proof ? proof : {});
    await device.send('hello');
  });

  test.each<[string, (registrationId: string) => Promise<DeviceProof>]>([
    [
      'a key of no group',
      async registrationId => ({ key: derivedKey(Buffer.alloc(32, 9).toString('base64'), registrationId) }),
    ],
    ['an expired certificate', registrationId => signed(registrationId, intermediate, makeExpiredCertificate)],
    ['a foreign certificate', async registrationId => signed(registrationId, await makeDeviceAuthority())],
    ['a certificate with another name', () => signed('somebody-else', intermediate)],
  ])('a device with %s is refused', async (what, proofOf) => {
    const registrationId = `${transport}-${what.replaceAll(' ', '-')}`;

    await expect(
      provision(hub, { registrationId, proof: await proofOf(registrationId), transport }),
    ).rejects.toMatchObject(refused[transport]);
    expect(await refusalOf(enrollments.getDeviceRegistrationState(registrationId))).toMatchObject({ status: 404 });
  });

  test('a device of another id scope is refused', async () => {
    const registrationId = `${transport}-scope`;
    const proof = { key: derivedKey(key, registrationId) };

    await expect(provision(hub, { registrationId, proof, transport, idScope: '0ne00000000' })).rejects.toMatchObject(
      refused[transport],
    );
  });
});

test('a disabled enrollment keeps its device out, also of a group that would let it in', async () => {
  const registrationId = 'stolen';
  const proof = { key: derivedKey(key, registrationId) };
  await provision(hub, { registrationId, proof });

  await enrollments.createOrUpdateIndividualEnrollment(
    enrollmentOf(registrationId, proof.key, { provisioningStatus: 'disabled' }),
  );
  await expect(provision(hub, { registrationId, proof })).rejects.toMatchObject(refused.mqtt);
});

test('an enrollment says which id, capability and twin its device has', async () => {
  await enrollments.createOrUpdateIndividualEnrollment(
    enrollmentOf('gateway-registration', key, {
      deviceId: 'gateway',
      capabilities: { iotEdge: true },
      allocationPolicy: 'static',
      iotHubs: [hub.named('west').hostName],
      initialTwin: { tags: { site: 'a' }, properties: { desired: { interval: 5 } } },
    }),
  );
  const assignment = await provision(hub, { registrationId: 'gateway-registration', proof: { key } });
  expect(assignment).toMatchObject({ deviceId: 'gateway', assignedHub: hub.named('west').hostName });

  const { responseBody: device } = await hub.registry(hub.named('west')).get('gateway');
  expect(device.capabilities).toEqual({ iotEdge: true });
  expect(await deviceOn(hub, 'west', 'gateway')).toMatchObject({ tags: { site: 'a' }, desired: { interval: 5 } });
});

test('registrations are told of, listed by group, and forgotten without touching the device', async () => {
  const registrationId = 'told-of';
  await provision(hub, { registrationId, proof: { key: derivedKey(key, registrationId) } });

  const { responseBody: state } = await enrollments.getDeviceRegistrationState(registrationId);
  expect(state).toMatchObject({ registrationId, deviceId: registrationId, status: 'assigned' });
  const query = enrollments.createEnrollmentGroupDeviceRegistrationStateQuery({ query: '*' }, 'keys', 1000);
  const { responseBody: listed } = (await query.next()) as unknown as { responseBody: { registrationId: string }[] };
  expect(listed).toContainEqual(state);

  await enrollments.deleteDeviceRegistrationState(state);
  expect(await refusalOf(enrollments.getDeviceRegistrationState(registrationId))).toEqual({
    status: 404,
    errorCode: 404203,
  });
  const on = await Promise.all(['east', 'west'].map(name => deviceOn(hub, name, registrationId)));
  expect(on.filter(device => device !== undefined)).toHaveLength(1);

  const again = await provision(hub, { registrationId, proof: { key: derivedKey(key, registrationId) } });
  expect(again.substatus).toBe('reprovisionedToInitialAssignment');
});

test('a device that somebody deleted on its hub is there again when it asks', async () => {
  const registrationId = 'deleted';
  const proof = { key: derivedKey(key, registrationId) };
  const { assignedHub } = await provision(hub, { registrationId, proof });
  const { name = '' } = hub.ready.hubs.find(({ hostName }) => hostName === assignedHub) ?? {};
  await hub.registry(hub.named(name)).delete(registrationId);

  await provision(hub, { registrationId, proof });
  expect(await deviceOn(hub, name, registrationId)).toBeDefined();
});

test('a device with a renewed certificate signs in on its hub with it once it has asked again', async () => {
  const registrationId = 'renewed';
  await provision(hub, { registrationId, proof: await signed(registrationId, intermediate) });
  const renewed = await signed(registrationId, intermediate);

  const { assignedHub } = await provision(hub, { registrationId, proof: renewed });
  const address = `HostName=${assignedHub};DeviceId=${registrationId};x509=true`;
  await using device = await SdkDevice.open(hub, address, 'Mqtt', renewed);
  await device.send('hello');
});

test('what no device client sends is refused with a clear word', async () => {
  const { idScope, port } = hub.provisioning;
  const path = `/${idScope}/registrations/raw/register?api-version=`;
  const agent = hub.agent({ port, ...(await makeDeviceCertificate('raw', intermediate)) });
  const put = (version: string, body: object) =>
    sendRequest(agent, path + version, { method: 'PUT', body: JSON.stringify(body) });

  expect(await put('2021-06-01', { registrationId: 'other' })).toMatchObject({ status: 400 });
  const tpm = await put('2021-06-01', { registrationId: 'raw', tpm: { endorsementKey: 'x', storageRootKey: 'y' } });
  expect(tpm).toMatchObject({ status: 400, text: expect.stringContaining('no TPM attestation') });
  expect(await put('2031-01-01', { registrationId: 'raw' })).toMatchObject({ status: 400 });
  const accepted = await put('2021-06-01', { registrationId: 'raw' });
  expect(accepted).toMatchObject({ status: 202, headers: { 'retry-after': '1', location: expect.any(String) } });
  const unknown = await sendRequest(agent, `/${idScope}/registrations/raw/operations/x?api-version=2021-06-01`, {});
  expect(unknown).toMatchObject({ status: 404, text: expect.stringContaining('404204') });
});

test('a device with a TPM, which shows nothing before it is challenged, is told that there is no TPM here', async () => {
  const agent = hub.agent({ port: hub.provisioning.port });
  const path = `/${hub.provisioning.idScope}/registrations/chip/register?api-version=2021-06-01`;
  const ask = (body: object) => sendRequest(agent, path, { method: 'PUT', body: JSON.stringify(body) });

  const tpm = { endorsementKey: 'x', storageRootKey: 'y' };
  expect(await ask({ registrationId: 'chip', tpm })).toMatchObject({
    status: 400,
    text: expect.stringContaining('no TPM attestation. Use symmetric keys or X.509 certificates.') as string,
  });
  expect(await ask({ registrationId: 'chip' })).toMatchObject({ status: 401 });
});

test('an MQTT client that does anything else is dropped', async () => {
  const { idScope, port } = hub.provisioning;
  const certificate = await makeDeviceCertificate('odd', intermediate);
  const username = `${idScope}/registrations/odd/api-version=2019-03-31`;
  for (const oddity of [
    (client: MqttTestClient) => client.publish('devices/odd/messages/events/', 'x'),
    (client: MqttTestClient) =>
      client.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '$iothub/twin/res/#', qos: 1 }] }),
  ]) {
    const client = await MqttTestClient.overTls({ port, ca: hub.ca, ...certificate });
    await client.connect({ clientId: 'odd', username });
    oddity(client);
    await client.closed();
  }
});
