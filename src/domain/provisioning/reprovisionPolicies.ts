import type { ReprovisionPolicy } from './enrollment.ts';

/** The policies of the document, and that there is none. */
export const policyNames = ['migrate', 'reset', 'never', 'none'] as const;
export type PolicyName = (typeof policyNames)[number];

/** Source: IoT DPS, "IoT Hub Device reprovisioning concepts". */
const policies: Readonly<Record<Exclude<PolicyName, 'none'>, ReprovisionPolicy>> = {
  migrate: { updateHubAssignment: true, migrateDeviceData: true },
  reset: { updateHubAssignment: true, migrateDeviceData: false },
  never: { updateHubAssignment: false, migrateDeviceData: false },
};

export function policyName(policy: ReprovisionPolicy | undefined): PolicyName {
  if (!policy) return 'none';
  if (!policy.updateHubAssignment) return 'never';
  return policy.migrateDeviceData ? 'migrate' : 'reset';
}

/** What a document says for a policy; nothing for none. */
export function policyOf(name: PolicyName): ReprovisionPolicy | undefined {
  return name === 'none' ? undefined : policies[name];
}
