import type { Behaviour } from './behaviour.ts';
import { firmwareUpdate } from './firmwareUpdate.ts';
import { lockDoor } from './lockDoor.ts';
import { reboot } from './reboot.ts';
import { rebootDevice } from './rebootDevice.ts';
import { reprovision } from './reprovision.ts';

/** What devices know how to do, by the method's name: the methods of the tutorials, and to ask for provisioning. */
export const behaviours: ReadonlyMap<string, Behaviour> = new Map(
  [rebootDevice, lockDoor, reboot, firmwareUpdate, reprovision].map(behaviour => [behaviour.methodName, behaviour]),
);
