import { expect, test } from 'vitest';
import {
  groupNameProblem,
  hubNameProblem,
  provisioningNameProblem,
} from '../../../../src/domain/resources/resourceNames.ts';
import { parseResourceId } from '../../../../src/domain/resources/resourceId.ts';

test.each([
  ['contoso-2', undefined],
  ['ab', 'length'],
  ['a'.repeat(51), 'length'],
  ['door_hub', 'characters'],
  ['-contoso', 'end'],
] as const)('"%s" as the name of a hub: %s', (name, problem) => {
  expect(hubNameProblem(name)).toBe(problem);
});

test.each([
  ['-gate-2', undefined],
  ['a'.repeat(65), 'length'],
  ['gate.west', 'characters'],
  ['gate-', 'end'],
] as const)('"%s" as the name of a provisioning service: %s', (name, problem) => {
  expect(provisioningNameProblem(name)).toBe(problem);
});

test.each([
  ['gates.(west)_1', undefined],
  ['', 'length'],
  ['gates/west', 'characters'],
  ['gates.', 'end'],
] as const)('"%s" as the name of a resource group: %s', (name, problem) => {
  expect(groupNameProblem(name)).toBe(problem);
});

test('the id of a resource tells its subscription, its group and its name, whatever the case', () => {
  const id = '/subscriptions/s1/resourcegroups/gates/providers/Microsoft.Devices/IotHubs/contoso';

  expect(parseResourceId(id)).toEqual({ subscriptionId: 's1', resourceGroup: 'gates', name: 'contoso' });
  expect(parseResourceId('/subscriptions/s1')).toBeUndefined();
});
