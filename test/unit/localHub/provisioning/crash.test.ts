import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { OperationRow } from '../../../../src/localHub/store/operationTable.ts';
import { OperationTable } from '../../../../src/localHub/store/operationTable.ts';
import type { DeviceRequest, Plan } from '../../../../src/localHub/provisioning/plan.ts';
import { Planner } from '../../../../src/localHub/provisioning/planner.ts';
import { parseEnrollmentRequest } from '../../../../src/localHub/provisioning/enrollmentRequest.ts';
import { temporaryFolder } from '../../../support/localHub.ts';
import { type OpenFamily, openFamily } from './openProvisioning.ts';

const registrationId = 'door-1';
const key = Buffer.alloc(32, 1).toString('base64');
const request: DeviceRequest = {
  device: {
    registrationId,
    enrollmentKind: 'individual',
    enrollmentId: registrationId,
    authentication: { type: 'sas', symmetricKey: { primaryKey: key, secondaryKey: key } },
  },
  apiVersion: '2021-10-01',
};

/** What a crash may leave behind: nothing of the steps, or the first of them. */
const steps = ['nothing', 'planned', 'arrived', 'left', 'done'] as const;

test.each(steps.flatMap(step => [true, false].map(migrateDeviceData => ({ step, migrateDeviceData }))))(
  'a process that ends after "$step" leaves the device on one hub, with its twin (migrate: $migrateDeviceData)',
  async ({ step: last, migrateDeviceData }) => {
    await using folder = await temporaryFolder();
    const fileOf = (name: string) => join(folder.path, `${name}.db`);
    const first = await openFamily(fileOf);
    await assignToEast(first);
    enroll(first, 1, { updateHubAssignment: true, migrateDeviceData });
    const { operation, plan } = await accept(first);
    if (last !== 'nothing')
      for (const step of first.service.assignments.steps(operation, plan)) if (step === last) break;
    first.abandon();

    const second = await openFamily(fileOf);
    await expect.poll(() => second.service.registrations.find(registrationId)?.operationId).toBe(operation.operationId);
    const on = second.hubs.filter(({ hub }) => hub.registry.find(registrationId)).map(({ name }) => name);
    expect(on).toEqual(['west']);
    expect(JSON.parse(second.hubs[1]?.hub.registry.get(registrationId).reported ?? '')).toEqual(
      migrateDeviceData ? { firmware: 2 } : {},
    );
    expect(second.service.registrations.get(registrationId)).toMatchObject({
      hubName: 'west',
      status: 'assigned',
      substatus: migrateDeviceData ? 'deviceDataMigrated' : 'deviceDataReset',
    });
    expect(second.service.registrations.document(second.service.registrations.get(registrationId))).toMatchObject({
      status: 'assigned',
    });
  },
);

test('a plan that was carried out again does not touch what the device reported since', async () => {
  const family = await openFamily();
  await assignToEast(family);
  enroll(family, 1);
  const { operation, plan } = await accept(family);
  const [, arrived] = family.service.assignments.steps(operation, plan);
  expect(arrived).toBe('arrived');
  const west = family.hubs[1]?.hub;
  west?.twins.patchReported(registrationId, { firmware: 3 });

  family.service.assignments.resume();
  expect(JSON.parse(west?.registry.get(registrationId).reported ?? '')).toEqual({ firmware: 3 });
});

/** The device is on "east" and has reported something. */
async function assignToEast(family: OpenFamily): Promise<void> {
  enroll(family, 0);
  family.service.assignments.register(request);
  await expect.poll(() => family.service.registrations.find(registrationId)?.hubName).toBe('east');
  family.hubs[0]?.hub.twins.patchReported(registrationId, { firmware: 2 });
  family.hubs[0]?.hub.store.flush();
}

/** The enrollment wants the hub of that number. */
function enroll({ service, hubs }: OpenFamily, hub: number, reprovisionPolicy?: object): void {
  const symmetricKey = { primaryKey: key, secondaryKey: key };
  const enrollment = parseEnrollmentRequest('individual', {
    registrationId,
    attestation: { type: 'symmetricKey', symmetricKey },
    allocationPolicy: 'static',
    iotHubs: [hubs[hub]?.address.hostName],
    reprovisionPolicy,
  });
  if (service.enrollments.find('individual', registrationId)) service.enrollments.update(enrollment, '*');
  else service.enrollments.create(enrollment);
  service.store.flush();
}

/** The request as it is kept once it is accepted, and what is to be done, with nothing done yet. */
async function accept({ service }: OpenFamily): Promise<{ operation: OperationRow; plan: Plan }> {
  const operations = new OperationTable(service.store);
  const operation = { operationId: 'operation-2', registrationId, request: JSON.stringify(request), plan: null };
  operations.put(operation);
  service.store.flush();

  return { operation, plan: await new Planner(service).plan(request, new AbortController().signal) };
}

test('a device waits for a hub that is not served after a crash, and gets it once it asks when the hub is there', async () => {
  const family = await openFamily();
  await assignToEast(family);
  enroll(family, 1);
  const { operation, plan } = await accept(family);
  const [planned] = family.service.assignments.steps(operation, plan);
  expect(planned).toBe('planned');

  family.service.linkedHubs.unlink('west');
  family.service.assignments.resume();
  expect(family.service.assignments.register(request)).toEqual({ operationId: 'operation-2', status: 'assigning' });
  expect(family.hubs.map(({ hub }) => hub.registry.counts().devices)).toEqual([1, 0]);

  family.service.linkedHubs.link('west');
  family.service.assignments.register(request);
  expect(family.service.assignments.status(request.device, 'operation-2')).toMatchObject({ status: 'assigned' });
  expect(family.hubs.map(({ hub }) => hub.registry.counts().devices)).toEqual([0, 1]);
});
