import type { ServedProvisioning } from '../servedProvisioning.ts';
import type { ArmContext } from './armRequest.ts';
import { removeAttributes } from './provisioningDocument.ts';

/** Ends a provisioning service, with what is known of it. */
export async function removeProvisioning(arm: ArmContext, { name }: ServedProvisioning): Promise<void> {
  await arm.provisionings.delete(name);
  removeAttributes(arm, name);
}
