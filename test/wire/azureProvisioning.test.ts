import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { derivedKey } from '../../src/azure/provisioning/derivedKey.ts';
import { createProvisioningClient } from '../../src/azure/provisioning/provisioningClient.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import type { EnrollmentAddress } from '../../src/domain/provisioning/enrollmentAddress.ts';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import type { ProvisioningClient } from '../../src/domain/provisioning/provisioningClient.ts';
import { Secret } from '../../src/domain/secret.ts';
import { makeDeviceAuthority } from '../support/deviceCertificate.ts';
import { LocalHub } from '../support/localHub.ts';

let hub: LocalHub;
let client: ProvisioningClient;

beforeAll(async () => {
  hub = await LocalHub.start({ args: ['--hub', 'east', '--hub', 'west', '--dps', 'contoso'] });
  client = clientWith(hub.provisioning.connectionString);
});

afterAll(() => hub.end());

function clientWith(connectionString: string): ProvisioningClient {
  const parsed = parseHubConnectionString(connectionString);
  if (!isHubConnectionString(parsed)) throw new Error('This is no connection string.');
  return createProvisioningClient(hubEndpoint(parsed, hub.ca), { name: 'contoso' });
}

const group = (id: string): EnrollmentAddress => ({ kind: 'group', id });
const individual = (id: string): EnrollmentAddress => ({ kind: 'individual', id });
const options = { hub: '', policy: 'migrate' } as const;

describe.each(['group', 'individual'] as const)('an enrollment (%s)', kind => {
  test('is created with keys of the service, which its document does not show', async () => {
    const address = { kind, id: `keys-${kind}` };
    const created = await client.createEnrollment(address, newEnrollment(kind, address.id, options));

    expect(created).toMatchObject({ address, provisioningStatus: 'enabled', attestation: 'symmetricKey' });
    expect(created.document['attestation']).toEqual({ type: 'symmetricKey' });
    const { primaryKey, secondaryKey } = await client.enrollmentKeys(address);
    expect(Buffer.from(primaryKey.reveal(), 'base64')).toHaveLength(64);
    expect(primaryKey.reveal()).not.toBe(secondaryKey.reveal());
  });

  test('keeps its keys when it is replaced by a document without them', async () => {
    const address = { kind, id: `kept-${kind}` };
    const created = await client.createEnrollment(address, newEnrollment(kind, address.id, options));
    const before = await client.enrollmentKeys(address);

    const document = { ...created.document, provisioningStatus: 'disabled' };
    const replaced = await client.replaceEnrollment(address, document, created.etag);

    expect(replaced.provisioningStatus).toBe('disabled');
    expect(replaced.etag).not.toBe(created.etag);
    expect((await client.enrollmentKeys(address)).primaryKey.reveal()).toBe(before.primaryKey.reveal());
  });

  test('that is there already is not created again, nor changed by it', async () => {
    const address = { kind, id: `twice-${kind}` };
    const created = await client.createEnrollment(address, newEnrollment(kind, address.id, options));

    const again = client.createEnrollment(address, newEnrollment(kind, address.id, { hub: '', policy: 'never' }));
    await expect(again).rejects.toMatchObject({ reason: { kind: 'enrollmentExists', enrollment: address.id } });
    expect((await client.getEnrollment(address)).etag).toBe(created.etag);
  });

  test('that somebody else changed is not replaced', async () => {
    const address = { kind, id: `conflict-${kind}` };
    const { document, etag } = await client.createEnrollment(address, newEnrollment(kind, address.id, options));
    await client.replaceEnrollment(address, document, etag);

    await expect(client.replaceEnrollment(address, document, etag)).rejects.toMatchObject({
      reason: { kind: 'enrollmentChanged' },
    });
  });

  test('is deleted, and then is not there', async () => {
    const address = { kind, id: `gone-${kind}` };
    await client.createEnrollment(address, newEnrollment(kind, address.id, options));
    await client.deleteEnrollment(address);

    await expect(client.getEnrollment(address)).rejects.toMatchObject({ reason: { kind: 'enrollmentNotFound' } });
    await expect(client.deleteEnrollment(address)).rejects.toMatchObject({ reason: { kind: 'enrollmentNotFound' } });
  });
});

test('enrollments are listed page by page', async () => {
  for (const id of ['page-1', 'page-2', 'page-3']) {
    await client.createEnrollment(individual(id), newEnrollment('individual', id, options));
  }
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await client.listEnrollments('individual', { pageSize: 2, ...(after === undefined ? {} : { after }) });
    expect(page.items.length).toBeLessThanOrEqual(2);
    ids.push(...page.items.map(({ address }) => address.id));
    after = page.next;
  } while (after !== undefined);

  expect(ids).toEqual(expect.arrayContaining(['page-1', 'page-2', 'page-3']));
  expect(new Set(ids).size).toBe(ids.length);
});

test('a certificate is shown by what the service read in it, and stays when the document is saved without it', async () => {
  const authority = await makeDeviceAuthority();
  const address = group('certified');
  const document = newEnrollment('group', address.id, { ...options, certificate: authority.cert });
  const created = await client.createEnrollment(address, document);

  const [certificate] = created.certificates;
  expect(created.attestation).toBe('x509');
  expect(certificate?.path).toEqual(['attestation', 'x509', 'signingCertificates', 'primary']);
  expect(certificate?.info.sha1Thumbprint).toBe(authority.thumbprint);
  expect(Date.parse(certificate?.info.notAfterUtc ?? '')).toBeGreaterThan(Date.now());

  const replaced = await client.replaceEnrollment(address, created.document, created.etag);
  expect(replaced.certificates).toEqual(created.certificates);
  await expect(client.enrollmentKeys(address)).rejects.toMatchObject({ reason: { kind: 'noKeys' } });
});

describe('what the service refuses is said in its own words', () => {
  test('a hub that is not linked', async () => {
    const document = newEnrollment('group', 'unlinked', { hub: 'fabrikam.azure-devices.net', policy: 'migrate' });

    await expect(client.createEnrollment(group('unlinked'), document)).rejects.toMatchObject({
      reason: { kind: 'rejected', detail: expect.stringContaining('fabrikam.azure-devices.net') as string },
    });
  });

  test('a key that is not base64', async () => {
    const attestation = { type: 'symmetricKey', symmetricKey: { primaryKey: 'no base64', secondaryKey: 'nor this' } };
    const document = { ...newEnrollment('individual', 'bad-key', options), attestation };

    await expect(client.createEnrollment(individual('bad-key'), document)).rejects.toMatchObject({
      reason: { kind: 'rejected', detail: expect.stringMatching(/key|base64/i) as string },
    });
  });

  test('a wrong key of the policy', async () => {
    const wrong = hub.provisioning.connectionString.replace(
      /SharedAccessKey=.*$/,
      `SharedAccessKey=${Buffer.alloc(32).toString('base64')}`,
    );

    await expect(clientWith(wrong).getEnrollment(group('any'))).rejects.toMatchObject({
      reason: { kind: 'unauthorized', hub: 'contoso' },
    });
  });

  test('a registration that nobody made', async () => {
    await expect(client.getRegistration('nobody')).rejects.toMatchObject({
      reason: { kind: 'registrationNotFound', registrationId: 'nobody' },
    });
  });
});

test('the key of a device is derived as the documentation does it', () => {
  const groupKey = new Secret(
    '8isrFI1sGsIlvvFSSFRiMfCNzv21fjbE/+ah/lSh3lF8e2YG1Te7w1KpZhJFFXJrqYKi9yegxkqIChbqOS9Egw==',
  );

  expect(derivedKey(groupKey, 'sn-007-888-abc-mac-a1-b2-c3-d4-e5-f6').reveal()).toBe(
    'Jsm0lyGpjaVYVP2g3FnmnmG9dI/9qU24wNoykUmermc=',
  );
});
