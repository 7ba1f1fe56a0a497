import { expect, test } from 'vitest';
import { parseEnrollmentRequest } from '../../../../src/localHub/provisioning/enrollmentRequest.ts';
import type { DeviceRequest } from '../../../../src/localHub/provisioning/plan.ts';
import type { RegistrationRow } from '../../../../src/localHub/store/registrationTable.ts';
import { type OpenFamily, openFamily } from './openProvisioning.ts';

const key = Buffer.alloc(32, 1).toString('base64');

/** Opens the family with a group of devices that have no other rules than those of the service. */
async function openWithGroup(): Promise<OpenFamily> {
  const family = await openFamily();
  const attestation = { type: 'symmetricKey', symmetricKey: { primaryKey: key, secondaryKey: key } };
  family.service.enrollments.create(parseEnrollmentRequest('group', { enrollmentGroupId: 'doors', attestation }));
  return family;
}

function requestOf(registrationId: string): DeviceRequest {
  return {
    device: {
      registrationId,
      enrollmentKind: 'group',
      enrollmentId: 'doors',
      authentication: { type: 'sas', symmetricKey: { primaryKey: key, secondaryKey: key } },
    },
    apiVersion: '2021-10-01',
  };
}

/** What became of a device's request, when it is done. */
async function assign({ service }: OpenFamily, registrationId: string): Promise<RegistrationRow> {
  const { device, ...rest } = requestOf(registrationId);
  const { operationId } = service.assignments.register({ device, ...rest });
  await expect.poll(() => service.assignments.status(device, operationId).status).not.toBe('assigning');
  return service.registrations.get(registrationId);
}

test('a request of a device that is under way is not begun again', async () => {
  const { service } = await openWithGroup();
  const first = service.assignments.register(requestOf('door-1'));

  expect(service.assignments.register(requestOf('DOOR-1'))).toEqual(first);
});

test('a hub whose weight is small gets few devices, and one that takes no part gets none', async () => {
  const family = await openWithGroup();
  const ids = Array.from({ length: 40 }, (_, index) => `door-${index}`);
  family.service.linkedHubs.link('west', { allocationWeight: 1000 });
  const rows = await Promise.all(ids.map(id => assign(family, id)));
  expect(rows.filter(({ hubName }) => hubName === 'west').length).toBeGreaterThan(30);

  family.service.linkedHubs.link('west', { applyAllocationPolicy: false });
  const moved = await Promise.all(ids.map(id => assign(family, id)));
  expect(moved.every(({ hubName }) => hubName === 'east')).toBe(true);
  expect(family.hubs.map(({ hub }) => hub.registry.counts().devices)).toEqual([40, 0]);
});

test('by the lowest latency all devices get the nearest hub', async () => {
  const family = await openWithGroup();
  family.service.linkedHubs.policy = 'geoLatency';
  family.service.linkedHubs.setLatency('east', 30);
  family.service.linkedHubs.setLatency('West', 5);

  expect((await assign(family, 'door-1')).hubName).toBe('west');
});

test('a device whose hub is not linked any more stays there, and is told so', async () => {
  const family = await openWithGroup();
  family.service.linkedHubs.link('west', { applyAllocationPolicy: false });
  await assign(family, 'door-1');
  family.service.linkedHubs.unlink('east');
  family.service.linkedHubs.link('west', { applyAllocationPolicy: true });

  expect(await assign(family, 'door-1')).toMatchObject({
    hubName: 'east',
    status: 'failed',
    errorCode: 400202,
    errorMessage: 'Hub "east", on which the device is, is not linked to this service. Link it again.',
  });
  expect(family.hubs.map(({ hub }) => hub.registry.counts().devices)).toEqual([1, 0]);
});

test('without a hub that is linked a device is not assigned', async () => {
  const family = await openWithGroup();
  for (const { name } of family.hubs) family.service.linkedHubs.unlink(name);

  expect(await assign(family, 'door-1')).toMatchObject({ hubName: null, status: 'failed', errorCode: 400202 });
});

test('the registration of a device of its own goes with its enrollment, and those of a group stay', async () => {
  const family = await openWithGroup();
  const { service } = family;
  const attestation = { type: 'symmetricKey', symmetricKey: { primaryKey: key, secondaryKey: key } };
  service.enrollments.create(parseEnrollmentRequest('individual', { registrationId: 'own', attestation }));
  const { device, apiVersion } = requestOf('own');
  service.assignments.register({
    device: { ...device, enrollmentKind: 'individual', enrollmentId: 'own' },
    apiVersion,
  });
  await expect.poll(() => service.registrations.find('own')?.status).toBe('assigned');
  await assign(family, 'door-1');

  service.enrollments.delete('individual', 'own', undefined);
  service.enrollments.delete('group', 'doors', undefined);
  expect(service.registrations.find('own')).toBeUndefined();
  expect(service.registrations.find('door-1')?.status).toBe('assigned');
});
