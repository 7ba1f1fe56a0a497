import { expect, test } from 'vitest';
import { linkPolicy } from '../../../../src/domain/provisioning/hubLink.ts';
import type { AccessPolicyKeys } from '../../../../src/domain/resources/accessPolicyKeys.ts';
import { Secret } from '../../../../src/domain/secret.ts';

const policy = (sharedAccessKeyName: string, ...rights: readonly string[]): AccessPolicyKeys => ({
  hostName: 'contoso.azure-devices.net',
  sharedAccessKeyName,
  sharedAccessKey: new Secret('a2V5'),
  rights,
});
const owner = policy('iothubowner', 'RegistryWrite', 'ServiceConnect', 'DeviceConnect');

test('a hub is linked by the policy with the fewest rights that may write the registry and connect services', () => {
  const narrow = policy('provisioning', 'ServiceConnect', 'RegistryWrite');
  const neither = [policy('service', 'ServiceConnect'), policy('registryReadWrite', 'RegistryWrite')];

  expect(linkPolicy([...neither, owner, narrow])).toBe(narrow);
  expect(linkPolicy([owner, ...neither])).toBe(owner);
  expect(linkPolicy(neither)).toBeUndefined();
});
