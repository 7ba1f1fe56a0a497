import type { JsonObject } from './json.ts';
import type { Secret } from './secret.ts';

export type DeviceStatus = 'enabled' | 'disabled';
export type ConnectionState = 'Connected' | 'Disconnected';
export type AuthenticationType = 'sas' | 'selfSigned' | 'certificateAuthority' | 'none';

/** The service's word for "never" in a time. */
export const neverTime = '0001-01-01T00:00:00Z';

/**
 * A device as the service's twin shows it: identity, state, tags and properties, without keys.
 * Times are ISO 8601 in UTC; {@link neverTime} means never.
 */
export interface DeviceTwin {
  readonly deviceId: string;
  readonly moduleId?: string;
  readonly etag: string;
  readonly deviceEtag?: string;
  readonly status: DeviceStatus;
  readonly statusReason?: string;
  readonly statusUpdateTime?: string;
  readonly connectionState: ConnectionState;
  readonly lastActivityTime: string;
  readonly cloudToDeviceMessageCount?: number;
  readonly authenticationType?: AuthenticationType;
  /** Only with authentication type `selfSigned`. */
  readonly x509Thumbprint?: Thumbprints;
  readonly modelId?: string;
  readonly version?: number;
  readonly capabilities?: DeviceCapabilities;
  /** Of an edge device its own scope, of another one that of its parent. */
  readonly deviceScope?: string;
  readonly parentScopes?: readonly string[];
  readonly tags: JsonObject;
  readonly desired: JsonObject;
  readonly reported: JsonObject;
}

/** A type and not an interface, as it is JSON as it stands. SHA-1 or SHA-256, hexadecimal. */
export type Thumbprints = {
  readonly primaryThumbprint: string;
  readonly secondaryThumbprint?: string;
};

/** A type and not an interface, as it is JSON as it stands. */
export type DeviceCapabilities = {
  /** Other devices can have it as their parent. */
  readonly iotEdge: boolean;
};

/** What the identity registry shows of devices and of modules. Times as in {@link DeviceTwin}. */
interface Registered {
  readonly deviceId: string;
  readonly generationId: string;
  readonly etag: string;
  readonly connectionState: ConnectionState;
  readonly connectionStateUpdatedTime?: string;
  readonly lastActivityTime: string;
  readonly cloudToDeviceMessageCount?: number;
  readonly authenticationType: AuthenticationType;
  /** Keys only with authentication type `sas`, thumbprints only with `selfSigned`. */
  readonly primaryKey?: Secret;
  readonly secondaryKey?: Secret;
  readonly primaryThumbprint?: string;
  readonly secondaryThumbprint?: string;
}

/** A device as the identity registry shows it, with its keys. */
export interface DeviceIdentity extends Registered {
  readonly moduleId?: never;
  readonly status: DeviceStatus;
  readonly statusReason?: string;
  readonly statusUpdatedTime?: string;
  readonly capabilities?: DeviceCapabilities;
  readonly deviceScope?: string;
  readonly parentScopes?: readonly string[];
}

/** A module as the identity registry shows it, with its keys. It is as enabled as its device. */
export interface ModuleIdentity extends Registered {
  readonly moduleId: string;
  readonly managedBy?: string;
}

export type Identity = DeviceIdentity | ModuleIdentity;
