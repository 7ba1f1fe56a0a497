import type { Hub } from './hub.ts';

/** A device that a command is about: a node of the tree is one, and so is what a picker gives. */
export interface DeviceTarget {
  readonly hub: Hub;
  readonly deviceId: string;
}
