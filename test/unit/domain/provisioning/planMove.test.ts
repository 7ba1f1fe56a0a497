import { expect, test } from 'vitest';
import { membersFor } from '../../../../src/domain/provisioning/deviceMove.ts';
import { newEnrollment } from '../../../../src/domain/provisioning/newEnrollment.ts';
import { type MoveAnswers, planMove } from '../../../../src/domain/provisioning/planMove.ts';

const subject = {
  serviceId: 'local/gate',
  record: {
    address: { kind: 'group', id: 'doors' },
    document: newEnrollment('group', 'doors', { hub: '', policy: 'never' }),
  },
  registrations: [
    {
      registrationId: 'door-1',
      status: 'assigned',
      assignedHub: 'east',
      lastUpdatedDateTimeUtc: '2026-11-20T09:00:00Z',
    },
    { registrationId: 'door-2', status: 'assigned', assignedHub: 'west' },
    { registrationId: 'door-3', status: 'unassigned' },
  ],
} as const;
const answers: MoveAnswers = {
  reason: 'quarantine',
  hub: 'west',
  policy: 'migrate',
  trigger: { kind: 'method', methodName: 'reprovision' },
};
const startedTime = '2026-11-20T09:05:07Z';

test('a move is of the devices that have a hub, and knows who is there already', () => {
  const move = planMove(subject, answers, startedTime);

  expect(move).toMatchObject({ address: subject.record.address, to: 'west', after: membersFor('west', 'migrate') });
  expect(move.devices).toEqual([
    { registrationId: 'door-1', hub: 'east', updated: '2026-11-20T09:00:00Z', state: 'waiting' },
    { registrationId: 'door-2', hub: 'west', state: 'arrived' },
  ]);
});

test('a device that has another id on its hub is called by that one', () => {
  const device = { registrationId: 'serial-4711', deviceId: 'gate', status: 'assigned', assignedHub: 'east' } as const;
  const { devices } = planMove({ ...subject, registrations: [device] }, answers, startedTime);

  expect(devices).toEqual([{ registrationId: 'serial-4711', deviceId: 'gate', hub: 'east', state: 'waiting' }]);
});

test('the way back is to where the enrollment sent its devices before, for the devices that are in quarantine', () => {
  const quarantine = planMove(subject, answers, startedTime);
  const back = planMove({ ...subject, quarantine }, { ...answers, reason: 'back', hub: '' }, startedTime);

  expect(back).toMatchObject({ leaves: 'west', before: quarantine.before });
  expect(back.to).toBeUndefined();
  expect(back.devices.map(({ state }) => state)).toEqual(['arrived', 'waiting']);
});

test('one device of a group moves by an enrollment of its own, on the way back, too', () => {
  const [door] = subject.registrations;
  const quarantine = planMove({ ...subject, registrations: [door], registrationId: 'door-1' }, answers, startedTime);
  expect(quarantine).toMatchObject({ address: { kind: 'individual', id: 'door-1' }, group: 'doors' });

  const record = { address: quarantine.address, document: membersFor('west', 'migrate') };
  const back = planMove({ ...subject, record, quarantine }, { ...answers, reason: 'back', hub: '' }, startedTime);
  expect(back).toMatchObject({ address: quarantine.address, group: 'doors', before: quarantine.before });
});
