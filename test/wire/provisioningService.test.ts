import type { ProvisioningServiceClient } from 'azure-iot-provisioning-service';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDeviceAuthority, makeDeviceCertificate } from '../support/deviceCertificate.ts';
import { LocalHub, temporaryFolder } from '../support/localHub.ts';
import { asEnrollment, rawProvisioningRequest, refusalOf } from './provisioning.ts';

type BulkOperation = Parameters<ProvisioningServiceClient['runBulkEnrollmentOperation']>[0];

let hub: LocalHub;
let client: ProvisioningServiceClient;

beforeAll(async () => {
  hub = await LocalHub.start({ args: ['--hub', 'east', '--hub', 'west', '--dps', 'contoso'] });
  client = hub.provisioningServiceClient();
});

afterAll(() => hub.end());

const symmetric = { attestation: { type: 'symmetricKey' } } as const;
const key = Buffer.alloc(32, 7).toString('base64');

describe('an enrollment of a single device', () => {
  test('is created, read, changed by its etag and deleted', async () => {
    const { responseBody: created } = await client.createOrUpdateIndividualEnrollment(
      asEnrollment({
        registrationId: 'Life-1',
        deviceId: 'life',
        ...symmetric,
        initialTwin: { tags: { site: 'a' }, properties: { desired: { interval: 5 } } },
        reprovisionPolicy: { updateHubAssignment: true, migrateDeviceData: false },
      }),
    );
    expect(created).toMatchObject({
      registrationId: 'Life-1',
      deviceId: 'life',
      attestation: { type: 'symmetricKey' },
      provisioningStatus: 'enabled',
      capabilities: { iotEdge: false },
      initialTwin: { tags: { site: 'a' }, properties: { desired: { interval: 5 } } },
      reprovisionPolicy: { updateHubAssignment: true, migrateDeviceData: false },
    });

    const { responseBody: read } = await client.getIndividualEnrollment('life-1');
    expect(read).toEqual(created);

    const { responseBody: changed } = await client.createOrUpdateIndividualEnrollment({
      ...read,
      provisioningStatus: 'disabled',
    });
    expect(changed.provisioningStatus).toBe('disabled');
    expect(changed.etag).not.toBe(read.etag);
    expect(await refusalOf(client.createOrUpdateIndividualEnrollment(read))).toEqual({
      status: 412,
      errorCode: 412201,
    });
    expect(await refusalOf(client.deleteIndividualEnrollment(read))).toEqual({ status: 412, errorCode: 412201 });

    await client.deleteIndividualEnrollment(changed);
    expect(await refusalOf(client.getIndividualEnrollment('life-1'))).toEqual({ status: 404, errorCode: 404201 });
  });

  test('keeps its keys over a change, and shows them only to who asks for them', async () => {
    const { responseBody: created } = await client.createOrUpdateIndividualEnrollment(
      asEnrollment({
        registrationId: 'keys',
        attestation: { type: 'symmetricKey', symmetricKey: { primaryKey: key } },
      }),
    );
    expect(JSON.stringify(created)).not.toContain(key);
    const keysOf = async () =>
      (await client.getIndividualEnrollmentAttestationMechanism('keys')).responseBody.symmetricKey;
    const keys = await keysOf();
    expect(keys?.primaryKey).toBe(key);
    expect(Buffer.from(keys?.secondaryKey ?? '', 'base64')).toHaveLength(64);

    await client.createOrUpdateIndividualEnrollment({ ...created, provisioningStatus: 'disabled' });
    expect(await keysOf()).toEqual(keys);
  });

  test('shows of certificates what stands in them', async () => {
    const certificate = await makeDeviceCertificate('cert-1');
    const { responseBody: created } = await client.createOrUpdateIndividualEnrollment(
      asEnrollment({
        registrationId: 'cert-1',
        attestation: { type: 'x509', x509: { clientCertificates: { primary: { certificate: certificate.cert } } } },
      }),
    );
    const { info, certificate: shown } = created.attestation.x509?.clientCertificates?.primary ?? {};
    expect(shown).toBeUndefined();
    expect(info).toMatchObject({ subjectName: 'CN=cert-1', sha1Thumbprint: certificate.thumbprint });

    const { responseBody: changed } = await client.createOrUpdateIndividualEnrollment({
      ...created,
      deviceId: 'other',
    });
    expect(changed.attestation).toEqual(created.attestation);
  });

  test.each<[string, object, number, number]>([
    ['a second one of the same id', { registrationId: 'TWICE', ...symmetric }, 409, 409201],
    ['a key that is not base64', withKey('not base64!'), 400, 400004],
    ['a key of 15 bytes', withKey(Buffer.alloc(15).toString('base64')), 400, 400004],
    ['TPM', { registrationId: 'bad', attestation: { type: 'tpm', tpm: { endorsementKey: 'x' } } }, 400, 400004],
    ['a certificate that is none', withCertificate('bm90aGluZw=='), 400, 400004],
    ['an id that ends with a dot', { registrationId: 'bad.', ...symmetric }, 400, 400201],
    ['a hub that is not linked', { registrationId: 'bad', ...symmetric, iotHubs: ['localhost:1'] }, 400, 400202],
    ['static without a hub', { registrationId: 'bad', ...symmetric, allocationPolicy: 'static' }, 400, 400004],
    ['custom without a webhook', { registrationId: 'bad', ...symmetric, allocationPolicy: 'custom' }, 400, 400004],
    ['a webhook elsewhere', withWebhook('https://contoso.com/'), 400, 400004],
    [
      'an initial twin with a dot in a key',
      { registrationId: 'bad', ...symmetric, initialTwin: { tags: { 'a.b': 1 } } },
      400,
      400004,
    ],
  ])('is refused with %s', async (_what, document, status, errorCode) => {
    await client
      .createOrUpdateIndividualEnrollment(asEnrollment({ registrationId: 'twice', ...symmetric }))
      .catch(() => {});

    expect(await refusalOf(client.createOrUpdateIndividualEnrollment(asEnrollment(document)))).toEqual({
      status,
      errorCode,
    });
  });
});

function withKey(primaryKey: string): object {
  return { registrationId: 'bad', attestation: { type: 'symmetricKey', symmetricKey: { primaryKey } } };
}

function withCertificate(certificate: string): object {
  const x509 = { clientCertificates: { primary: { certificate } } };
  return { registrationId: 'bad', attestation: { type: 'x509', x509 } };
}

function withWebhook(webhookUrl: string): object {
  const customAllocationDefinition = { webhookUrl, apiVersion: '2021-10-01' };
  return { registrationId: 'bad', ...symmetric, allocationPolicy: 'custom', customAllocationDefinition };
}

describe('an enrollment group', () => {
  test('is created, read whatever the case of its address, and deleted', async () => {
    const { responseBody: created } = await client.createOrUpdateEnrollmentGroup({
      enrollmentGroupId: 'line-7',
      attestation: { type: 'symmetricKey', symmetricKey: { primaryKey: key, secondaryKey: key } },
      allocationPolicy: 'hashed',
      iotHubs: hub.ready.hubs.map(({ hostName }) => hostName),
    } as never);
    expect(created).toMatchObject({ enrollmentGroupId: 'line-7', attestation: { type: 'symmetricKey' } });
    expect((await client.getEnrollmentGroup('LINE-7')).responseBody).toEqual(created);

    const { responseBody } = await client.getEnrollmentGroupAttestationMechanism('line-7');
    expect(responseBody.symmetricKey).toEqual({ primaryKey: key, secondaryKey: key });
    await client.deleteEnrollmentGroup('line-7');
    expect(await refusalOf(client.getEnrollmentGroup('line-7'))).toEqual({ status: 404, errorCode: 404202 });
  });

  test('takes certificates of authorities, and not of devices', async () => {
    const authority = await makeDeviceAuthority();
    const certificates = { primary: { certificate: Buffer.from(authority.cert).toString('base64') } };

    expect(await refusalOf(createGroup({ clientCertificates: certificates }))).toEqual({
      status: 400,
      errorCode: 400004,
    });
    expect(await refusalOf(createGroup({ caReferences: { primary: 'nobody' } }))).toEqual({
      status: 400,
      errorCode: 400004,
    });
    const { responseBody } = await createGroup({ signingCertificates: certificates });
    expect(responseBody.attestation.x509?.signingCertificates?.primary?.info?.sha1Thumbprint).toBe(
      authority.thumbprint,
    );
  });
});

function bulk(mode: string, registrationIds: readonly string[]) {
  return new Promise<{ isSuccessful: boolean; errors: object[] }>((resolve, reject) => {
    const enrollments = registrationIds.map(registrationId => ({ registrationId, ...symmetric }));
    const operation = { mode, enrollments } as unknown as BulkOperation;
    // The promise form of the official client never settles.
    client.runBulkEnrollmentOperation(operation, (error, result) =>
      error ? reject(error) : resolve(result as unknown as { isSuccessful: boolean; errors: object[] }),
    );
  });
}

test('bulk operations do each part by itself, ten of them at most', async () => {
  expect(await bulk('create', ['bulk-1', 'bulk-2'])).toEqual({ isSuccessful: true, errors: [] });
  expect(await bulk('create', ['bulk-2', 'bulk-3'])).toMatchObject({
    isSuccessful: false,
    errors: [{ registrationId: 'bulk-2', errorCode: 409201 }],
  });
  expect(await bulk('delete', ['bulk-1', 'bulk-2', 'bulk-3'])).toEqual({ isSuccessful: true, errors: [] });
  const eleven = Array.from({ length: 11 }, (_, index) => `bulk-${index}`);
  expect(await refusalOf(bulk('create', eleven))).toEqual({ status: 400, errorCode: 400203 });
});

function createGroup(x509: object) {
  const attestation = { type: 'x509', x509 };
  return client.createOrUpdateEnrollmentGroup({ enrollmentGroupId: 'signed', attestation } as never);
}

test('queries give everything, page by page, in the order of the ids', async () => {
  const ids = Array.from({ length: 5 }, (_, index) => `page-${index}`);
  for (const enrollmentGroupId of ids) {
    await client.createOrUpdateEnrollmentGroup({ enrollmentGroupId, ...symmetric } as never);
  }

  const found: string[][] = [];
  const query = client.createEnrollmentGroupQuery({ query: 'SELECT * FROM enrollmentGroups' }, 2);
  while (query.hasMoreResults) {
    const { responseBody } = (await query.next(query.continuationToken)) as unknown as {
      responseBody: { enrollmentGroupId: string }[];
    };
    found.push(responseBody.map(({ enrollmentGroupId }) => enrollmentGroupId));
  }
  expect(found.every(page => page.length <= 2)).toBe(true);
  expect(found.flat().filter(id => id.startsWith('page-'))).toEqual(ids);

  const other = client.createIndividualEnrollmentQuery({ query: "SELECT * WHERE registrationId = 'x'" });
  expect(await refusalOf(other.next())).toEqual({ status: 400, errorCode: 400004 });
});

test('what is not signed by the owner, or not of this version, is refused', async () => {
  const ask = (more: object) => rawProvisioningRequest(hub, '/enrollments/x?api-version=2021-10-01', more);

  expect(await ask({ authorization: null })).toMatchObject({ status: 401 });
  expect(
    JSON.parse((await ask({ authorization: 'SharedAccessSignature sr=x&sig=y&se=9999999999&skn=z' })).text),
  ).toMatchObject({
    errorCode: 401002,
    trackingId: expect.any(String),
    message: expect.any(String),
    timestampUtc: expect.any(String),
  });
  const old = await rawProvisioningRequest(hub, '/enrollments/x?api-version=2019-03-31');
  expect(old.status).toBe(400);
  expect(old.text).toContain('Unknown api version');
});

test('a service keeps its id scope, its port, its keys and its enrollments', async () => {
  await using folder = await temporaryFolder();
  const args = ['--hub', 'east', '--dps', 'contoso', '--dps', 'fabrikam'];
  await using first = await LocalHub.start({ data: folder.path, args });
  await first
    .provisioningServiceClient()
    .createOrUpdateIndividualEnrollment(asEnrollment({ registrationId: 'kept', ...symmetric }));
  await first.end('SIGKILL');

  await using second = await LocalHub.start({ data: folder.path, args });
  expect(second.ready.provisioning).toEqual(first.ready.provisioning);
  expect(new Set(second.ready.provisioning?.map(({ idScope }) => idScope)).size).toBe(2);
  const { responseBody } = await second.provisioningServiceClient().getIndividualEnrollment('kept');
  expect(responseBody.registrationId).toBe('kept');
});
