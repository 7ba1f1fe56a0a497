import type { DeviceTarget } from './deviceTarget.ts';

/** A device, or with `moduleId` one of its modules, whose twin a command is about. */
export interface TwinTarget extends DeviceTarget {
  readonly moduleId?: string;
}
