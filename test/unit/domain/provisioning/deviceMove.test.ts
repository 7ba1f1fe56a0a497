import { expect, test } from 'vitest';
import {
  type DeviceMove,
  hasArrived,
  membersBack,
  membersFor,
  missing,
  moveMembers,
  onlyHub,
  usualPolicy,
  withMoveMembers,
  withRegistrations,
} from '../../../../src/domain/provisioning/deviceMove.ts';
import { newEnrollment, ownEnrollment } from '../../../../src/domain/provisioning/newEnrollment.ts';
import { Secret } from '../../../../src/domain/secret.ts';

const document = newEnrollment('group', 'doors', { hub: 'east', policy: 'never' });
const move: DeviceMove = {
  serviceId: 'local/gate',
  address: { kind: 'group', id: 'doors' },
  reason: 'closerHub',
  before: moveMembers(document),
  after: membersFor('west', 'migrate'),
  to: 'west',
  trigger: { kind: 'method', methodName: 'reprovision' },
  devices: [
    { registrationId: 'door-1', state: 'asked', hub: 'east' },
    { registrationId: 'door-2', state: 'waiting', hub: 'east', problem: 'It is not connected.' },
  ],
  startedTime: '2026-11-20T09:05:07Z',
  state: 'stopped',
};
const assigned = (registrationId: string, assignedHub: string) =>
  ({ registrationId, status: 'assigned', assignedHub }) as const;

test('a move changes what an enrollment says of hubs and of the policy, and nothing else', () => {
  const moved = withMoveMembers(document, move.after);

  expect(moved).toEqual({
    ...document,
    iotHubs: ['west'],
    reprovisionPolicy: { updateHubAssignment: true, migrateDeviceData: true },
  });
  expect(withMoveMembers(moved, move.before)).toEqual(document);
});

test('the way back is what was said before, with a policy that lets devices move', () => {
  expect(membersBack(move.before, 'migrate')).toEqual({
    allocationPolicy: 'static',
    iotHubs: ['east'],
    reprovisionPolicy: { updateHubAssignment: true, migrateDeviceData: true },
  });
});

test('devices that have arrived are not asked again, and what could not be asked may still arrive', () => {
  const seen = withRegistrations(move, [assigned('door-1', 'east'), assigned('door-2', 'WEST')]);

  expect(seen.devices).toEqual([
    { registrationId: 'door-1', state: 'asked', hub: 'east' },
    { registrationId: 'door-2', state: 'arrived', hub: 'WEST' },
  ]);
  expect(missing(seen).map(({ registrationId }) => registrationId)).toEqual(['door-1']);
});

test('where the allocation decides, a device has arrived once it left', () => {
  expect(hasArrived(assigned('door-1', 'quarantine'), { leaves: 'quarantine' })).toBe(false);
  expect(hasArrived(assigned('door-1', 'east'), { leaves: 'quarantine' })).toBe(true);
  expect(hasArrived({ registrationId: 'door-1', status: 'assigning' }, { to: 'east' })).toBe(false);
});

test('where the allocation decides, a device has arrived, too, once it asked and the allocation left it where it is', () => {
  const leaves = 'quarantine';
  const asked = { ...assigned('door-1', leaves), lastUpdatedDateTimeUtc: '2026-11-20T09:06:00Z' };

  expect(hasArrived(asked, { leaves }, '2026-11-20T09:06:00Z')).toBe(false);
  expect(hasArrived(asked, { leaves }, '2026-11-20T09:05:00Z')).toBe(true);
  expect(hasArrived(asked, { leaves, to: 'east' }, '2026-11-20T09:05:00Z')).toBe(false);
});

test('one hub is known to be the only one, and not more', () => {
  expect(onlyHub(membersFor('west', 'migrate'))).toBe('west');
  expect(onlyHub({ iotHubHostName: 'west' })).toBe('west');
  expect(onlyHub({ iotHubs: ['east', 'west'] })).toBeUndefined();
  expect(onlyHub({})).toBeUndefined();
});

test('data goes along, but not to a new customer', () => {
  expect([usualPolicy('closerHub'), usualPolicy('quarantine'), usualPolicy('newCustomer')]).toEqual([
    'migrate',
    'migrate',
    'reset',
  ]);
});

test('an enrollment of its own gives a device of a group its key, and all that the group says but hubs and policy', () => {
  const group = {
    ...document,
    capabilities: { iotEdge: true },
    etag: 'AAAA',
    createdDateTimeUtc: '2026-11-20T09:05:07Z',
  };
  const keys = { primaryKey: new Secret('b25l'), secondaryKey: new Secret('dHdv') };

  expect(ownEnrollment(group, 'door-1', { members: move.after, keys })).toEqual({
    registrationId: 'door-1',
    attestation: { type: 'symmetricKey', symmetricKey: { primaryKey: 'b25l', secondaryKey: 'dHdv' } },
    capabilities: { iotEdge: true },
    initialTwin: document['initialTwin'],
    provisioningStatus: 'enabled',
    ...membersFor('west', 'migrate'),
  });
});
