import type { HubConnectionString } from '../connectionString.ts';
import { type AccessPolicyKeys, leastPolicy } from '../resources/accessPolicyKeys.ts';

/** How large a share of the devices a hub can have. Source: IoT DPS, "How to link and manage IoT hubs". */
export const mostWeight = 1000;

/** A hub that is to be linked to a provisioning service, with the policy by whose key the service gets in. */
export interface HubLink {
  readonly connectionString: HubConnectionString;
  /** The region of the hub. */
  readonly location: string;
  /** From 1 to {@link mostWeight}. */
  readonly allocationWeight: number;
}

/** What a provisioning service needs of a policy of a hub. Source: as above. */
const neededRights = ['RegistryWrite', 'ServiceConnect'];

/** The policy with the fewest rights by which a provisioning service can work with the hub; nothing if none is enough. */
export function linkPolicy(policies: readonly AccessPolicyKeys[]): AccessPolicyKeys | undefined {
  return leastPolicy(policies, neededRights);
}
