import type { ServedHub } from '../servedHub.ts';
import type { ArmContext } from './armRequest.ts';
import { hubId } from './hubDocument.ts';

/** Ends a hub, with all that is below it. */
export function removeHub(arm: ArmContext, hub: ServedHub): Promise<void> {
  const id = hubId(arm, hub);
  return arm.hubs.delete(hub.name, () => void arm.resources.remove(id));
}
