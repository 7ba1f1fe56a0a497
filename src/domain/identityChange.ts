import type { DeviceStatus } from './device.ts';
import type { ModuleAddress } from './identityAddress.ts';
import type { Secret } from './secret.ts';

/** How a device or module signs in, as it is to be. Keys that are not given are made by the hub. */
export type Authentication =
  | { readonly type: 'sas'; readonly primaryKey?: Secret; readonly secondaryKey?: Secret }
  /** Thumbprints of SHA-1 or SHA-256, hexadecimal. */
  | { readonly type: 'selfSigned'; readonly primaryThumbprint: string; readonly secondaryThumbprint?: string }
  | { readonly type: 'certificateAuthority' };

/** A device that is to be created, enabled. Without `authentication` the hub makes its keys. */
export interface NewDevice {
  readonly deviceId: string;
  readonly authentication?: Authentication;
  readonly iotEdge?: boolean;
}

/** A module that is to be created. Without `authentication` the hub makes its keys. */
export interface NewModule extends ModuleAddress {
  readonly authentication?: Authentication;
}

/** What is to change of an identity; what is absent stays. `status` and `parentScope` are for devices only. */
export interface IdentityChange {
  /** Without `statusReason` the one that is there goes. */
  readonly status?: { readonly status: DeviceStatus; readonly statusReason?: string };
  readonly authentication?: Authentication;
  /** The scope of the edge device that becomes the parent; `null` for none. */
  readonly parentScope?: string | null;
}
