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
  readonly modelId?: string;
  readonly version?: number;
  readonly tags: JsonObject;
  readonly desired: JsonObject;
  readonly reported: JsonObject;
}

/** A device as the identity registry shows it, with its keys. */
export interface DeviceIdentity {
  readonly deviceId: string;
  readonly generationId: string;
  readonly etag: string;
  readonly status: DeviceStatus;
  readonly statusReason?: string;
  readonly connectionState: ConnectionState;
  readonly lastActivityTime: string;
  readonly authenticationType: AuthenticationType;
  /** Only with authentication type `sas`. */
  readonly primaryKey?: Secret;
  readonly secondaryKey?: Secret;
}
