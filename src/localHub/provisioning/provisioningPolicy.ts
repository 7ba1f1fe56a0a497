import type { AccessPolicy } from '../iotHub/accessPolicy.ts';

/** What a shared access policy of a provisioning service may allow: IoT DPS, "Control access". */
export type ProvisioningRight =
  | 'serviceConfig'
  | 'deviceConnect'
  | 'enrollmentRead'
  | 'enrollmentWrite'
  | 'registrationStatusRead'
  | 'registrationStatusWrite';

/** The policy that every provisioning service has, with its rights. */
export const provisioningPolicies = {
  provisioningserviceowner: [
    'serviceConfig',
    'deviceConnect',
    'enrollmentRead',
    'enrollmentWrite',
    'registrationStatusRead',
    'registrationStatusWrite',
  ],
} as const satisfies Record<string, readonly ProvisioningRight[]>;

export type ProvisioningPolicyName = keyof typeof provisioningPolicies;
export type ProvisioningPolicy = AccessPolicy<ProvisioningPolicyName, ProvisioningRight>;
