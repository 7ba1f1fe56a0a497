import type { IdentityAddress, ModuleAddress } from '../../../domain/identityAddress.ts';
import type { Hub } from '../hub/hub.ts';

/** A device that a command is about: a node of the tree is one, and so is what a picker gives. */
export interface DeviceTarget {
  readonly hub: Hub;
  readonly deviceId: string;
}

/** A device, or a module of one. */
export type IdentityTarget = DeviceTarget & IdentityAddress;

export type ModuleTarget = DeviceTarget & ModuleAddress;

/** What the hub's client takes: a node of the tree knows more than that. */
export function addressOf({ deviceId, moduleId }: IdentityAddress): IdentityAddress {
  return { deviceId, ...(moduleId === undefined ? {} : { moduleId }) };
}
