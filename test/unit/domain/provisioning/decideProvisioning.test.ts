import { expect, test } from 'vitest';
import {
  decideProvisioning,
  type ProvisioningRule,
  reprovisioningRule,
} from '../../../../src/domain/provisioning/decideProvisioning.ts';

const policies = {
  migrate: { updateHubAssignment: true, migrateDeviceData: true },
  reset: { updateHubAssignment: true, migrateDeviceData: false },
  never: { updateHubAssignment: false, migrateDeviceData: false },
  none: undefined,
} as const;

type PolicyName = keyof typeof policies;

function question(policy: PolicyName, apiVersion: string) {
  const reprovisionPolicy = policies[policy];
  return { apiVersion, ...(reprovisionPolicy ? { reprovisionPolicy } : {}) };
}

const rules: readonly [PolicyName, string, ProvisioningRule][] = [
  ['migrate', '2018-04-01', 'migratePolicy'],
  ['migrate', '2021-10-01', 'migratePolicy'],
  ['reset', '2018-04-01', 'resetPolicy'],
  ['reset', '2021-10-01', 'resetPolicy'],
  ['never', '2018-04-01', 'neverPolicy'],
  ['never', '2021-10-01', 'neverPolicy'],
  ['none', '2017-11-15', 'oldApiVersion'],
  ['none', '2018-04-01', 'oldApiVersion'],
  ['none', '2018-09-01-preview', 'newApiVersion'],
  ['none', '2019-03-31', 'newApiVersion'],
];

test.each(rules)('with policy %s and API version %s the rule is %s', (policy, apiVersion, rule) => {
  expect(reprovisioningRule(question(policy, apiVersion))).toBe(rule);
});

test('a device that never asked gets the allocated hub and what its enrollment says, whatever the policy', () => {
  for (const [policy, apiVersion] of rules) {
    expect(decideProvisioning({ ...question(policy, apiVersion), allocatedHub: 'a' })).toEqual({
      rule: 'firstAssignment',
      hubHostName: 'a',
      data: {
        tags: 'initial',
        desired: 'initial',
        reported: 'initial',
        capabilities: 'initial',
        modules: 'initial',
        cloudToDeviceMessages: 'initial',
      },
      substatus: 'initialAssignment',
    });
  }
});

test('a device that never asked, but is on the hub, stays there as it is', () => {
  const asked = { ...question('reset', '2021-10-01'), allocatedHub: 'a', isOnAllocatedHub: true };

  expect(decideProvisioning(asked)).toMatchObject({
    rule: 'firstAssignment',
    data: { tags: 'kept', modules: 'kept' },
    substatus: 'reprovisionedToInitialAssignment',
  });
});

test.each([
  ['migrate', '2018-04-01', 'b', 'a', 'migrated', 'lost', 'deviceDataMigrated'],
  ['reset', '2018-04-01', 'b', 'a', 'reset', 'lost', 'deviceDataReset'],
  ['never', '2021-10-01', 'a', undefined, 'kept', 'kept', 'reprovisionedToInitialAssignment'],
  ['none', '2018-04-01', 'a', undefined, 'kept', 'kept', 'reprovisionedToInitialAssignment'],
  ['none', '2021-10-01', 'b', 'a', 'migrated', 'lost', 'deviceDataMigrated'],
] as const)(
  'with policy %s and API version %s a device for which another hub is allocated is on hub %s',
  (policy, apiVersion, hubHostName, leaves, twin, modules, substatus) => {
    const decision = decideProvisioning({ ...question(policy, apiVersion), currentHub: 'a', allocatedHub: 'b' });

    expect(decision).toMatchObject({ hubHostName, data: { tags: twin, reported: twin, modules }, substatus });
    expect(decision.leaves).toBe(leaves);
  },
);

function onSameHub(policy: PolicyName) {
  return decideProvisioning({
    ...question(policy, '2021-10-01'),
    currentHub: 'Contoso:1',
    allocatedHub: 'contoso:1',
  });
}

test('on the same hub only a reset changes anything: the twin, and not the modules', () => {
  for (const policy of ['migrate', 'never', 'none'] as const) {
    expect(onSameHub(policy).data).toMatchObject({ tags: 'kept', reported: 'kept', modules: 'kept' });
  }
  expect(onSameHub('reset')).toMatchObject({
    hubHostName: 'Contoso:1',
    data: { tags: 'reset', desired: 'reset', reported: 'reset', modules: 'kept', cloudToDeviceMessages: 'kept' },
    substatus: 'deviceDataReset',
  });
});

function withTwinFromWebhook(policy: PolicyName, allocatedHub: string) {
  return decideProvisioning({
    ...question(policy, '2021-10-01'),
    currentHub: 'a',
    allocatedHub,
    twinFromWebhook: true,
  });
}

test('a twin that a custom allocation gives overrides what would be migrated or kept, but not a policy to stay', () => {
  expect(withTwinFromWebhook('migrate', 'b')).toMatchObject({
    leaves: 'a',
    data: { tags: 'reset' },
    substatus: 'deviceDataReset',
  });
  expect(withTwinFromWebhook('migrate', 'a').data).toMatchObject({ tags: 'reset', modules: 'kept' });
  expect(withTwinFromWebhook('never', 'b')).toMatchObject({ hubHostName: 'a', data: { tags: 'kept' } });
});
