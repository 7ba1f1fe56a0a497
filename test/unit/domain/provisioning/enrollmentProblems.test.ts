import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { findEnrollmentProblems, findUnlinkedHubs } from '../../../../src/domain/provisioning/enrollmentProblems.ts';
import { newEnrollment } from '../../../../src/domain/provisioning/newEnrollment.ts';

const good = newEnrollment('group', 'doors', { hub: 'east', policy: 'migrate' });

function problemsOf(change: JsonObject, kind: 'group' | 'individual' = 'group') {
  const document = kind === 'group' ? good : newEnrollment(kind, 'doors', { hub: 'east', policy: 'migrate' });
  return findEnrollmentProblems({ kind, id: 'doors' }, { ...document, ...change });
}

test('a new enrollment has no problem', () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({}, 'individual')).toEqual([]);
});

test.each<[string, JsonObject, string, string]>([
  ['another id', { enrollmentGroupId: 'gates' }, 'otherId', 'enrollmentGroupId'],
  ['no attestation', { attestation: {} }, 'noAttestation', 'attestation'],
  ['a TPM in a group', { attestation: { type: 'tpm' } }, 'notInGroups', 'attestation.type'],
  ['a device id in a group', { deviceId: 'door-017' }, 'notInGroups', 'deviceId'],
  [
    'a key that is not base64',
    { attestation: { type: 'symmetricKey', symmetricKey: { primaryKey: 'no base64' } } },
    'key',
    'attestation.symmetricKey.primaryKey',
  ],
  ['static without a hub', { iotHubs: [] }, 'notOneHub', 'allocationPolicy'],
  ['custom without a webhook', { allocationPolicy: 'custom' }, 'noWebhook', 'allocationPolicy'],
  ['an initial twin over a limit', { initialTwin: { tags: { 'a.b': 1 } } }, 'initialTwin', 'initialTwin.tags.a.b'],
])('%s is a problem, at its place', (_, change, kind, path) => {
  expect(problemsOf(change).map(problem => [problem.kind, problem.path.join('.')])).toEqual([[kind, path]]);
});

test('an individual enrollment may have a device id, if it is one', () => {
  expect(problemsOf({ deviceId: 'door-017' }, 'individual')).toEqual([]);
  expect(problemsOf({ deviceId: 'a/b' }, 'individual').map(({ kind }) => kind)).toEqual(['deviceId']);
});

test('a hub that is not linked is a problem, whatever the case of its name', () => {
  const linked = ['East', 'west'];

  expect(findUnlinkedHubs({ iotHubs: ['east', 'north'] }, linked)).toEqual([
    { kind: 'notLinked', path: ['iotHubs', '1'], hostName: 'north' },
  ]);
  expect(findUnlinkedHubs({ iotHubHostName: 'north' }, linked).map(({ path }) => path)).toEqual([['iotHubHostName']]);
  expect(findUnlinkedHubs({}, linked)).toEqual([]);
});
