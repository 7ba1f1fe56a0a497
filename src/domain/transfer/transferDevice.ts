import type { AuthenticationType, DeviceCapabilities, DeviceStatus } from '../device.ts';
import { type IdentityAddress, identityLabel } from '../identityAddress.ts';
import type { JsonObject } from '../json.ts';
import type { Secret } from '../secret.ts';
import type { ImportMode } from './importMode.ts';

/** How a device of an import or export file signs in. Without keys or thumbprints they are not told. */
export interface TransferAuthentication {
  readonly type: AuthenticationType;
  readonly primaryKey?: Secret;
  readonly secondaryKey?: Secret;
  readonly primaryThumbprint?: string;
  readonly secondaryThumbprint?: string;
}

/**
 * A device or module as import and export files have it: a line of `devices.txt`, in the words of the service's
 * `ExportImportDevice`. What is absent is not told.
 */
export interface TransferDevice {
  readonly id: string;
  readonly moduleId?: string;
  readonly importMode?: ImportMode;
  /** Of the identity. */
  readonly eTag?: string;
  readonly status?: DeviceStatus;
  readonly statusReason?: string;
  readonly authentication?: TransferAuthentication;
  readonly twinETag?: string;
  readonly tags?: JsonObject;
  /** With the hub's own `$metadata` and `$version` if the file has them. */
  readonly desired?: JsonObject;
  /** Exported only: no import writes what devices report. */
  readonly reported?: JsonObject;
  readonly capabilities?: DeviceCapabilities;
  readonly deviceScope?: string;
  readonly parentScopes?: readonly string[];
  readonly managedBy?: string;
}

export function addressOfTransfer({ id, moduleId }: TransferDevice): IdentityAddress {
  return { deviceId: id, ...(moduleId === undefined ? {} : { moduleId }) };
}

/** What people call a device or module, which is also what tells it from all others of its hub. */
export function transferLabel(device: TransferDevice): string {
  return identityLabel(addressOfTransfer(device));
}
