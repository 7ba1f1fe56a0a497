import type { IdentityAddress } from './identityAddress.ts';
import { Secret } from './secret.ts';

/** What a hub's connection string says. */
export interface HubConnectionString {
  readonly hostName: string;
  readonly sharedAccessKeyName: string;
  readonly sharedAccessKey: Secret;
}

/** Why a text is not the connection string of a hub. */
export type ConnectionStringProblem =
  | { readonly kind: 'empty' }
  /** A part between semicolons is no `name=value`; `part` counts from 1, as its text may be a key. */
  | { readonly kind: 'malformed'; readonly part: number }
  | { readonly kind: 'missing'; readonly field: 'HostName' | 'SharedAccessKeyName' | 'SharedAccessKey' }
  | { readonly kind: 'device' }
  | { readonly kind: 'hostName'; readonly hostName: string }
  | { readonly kind: 'key' };

const hostNamePattern = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i;
const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Reads `HostName=…;SharedAccessKeyName=…;SharedAccessKey=…`, or says what is wrong with it. */
export function parseHubConnectionString(text: string): HubConnectionString | ConnectionStringProblem {
  const fields = parseFields(text);
  if (!(fields instanceof Map)) return fields;
  if (fields.has('deviceid')) return { kind: 'device' };

  const hostName = fields.get('hostname');
  const sharedAccessKeyName = fields.get('sharedaccesskeyname');
  const key = fields.get('sharedaccesskey');
  if (!hostName) return { kind: 'missing', field: 'HostName' };
  if (!sharedAccessKeyName) return { kind: 'missing', field: 'SharedAccessKeyName' };
  if (!key) return { kind: 'missing', field: 'SharedAccessKey' };
  if (!hostNamePattern.test(hostName)) return { kind: 'hostName', hostName };
  if (!base64Pattern.test(key)) return { kind: 'key' };

  return { hostName, sharedAccessKeyName, sharedAccessKey: new Secret(key) };
}

/** True if {@link parseHubConnectionString} could read the text. */
export function isHubConnectionString(
  parsed: HubConnectionString | ConnectionStringProblem,
): parsed is HubConnectionString {
  return 'hostName' in parsed && 'sharedAccessKey' in parsed;
}

/** The connection string with which a device or a module reaches its hub. */
export function deviceConnectionString(
  hostName: string,
  deviceId: string,
  primaryKey: Secret,
  moduleId?: string,
): Secret {
  const module = moduleId === undefined ? '' : `;ModuleId=${moduleId}`;

  return new Secret(`HostName=${hostName};DeviceId=${deviceId}${module};SharedAccessKey=${primaryKey.reveal()}`);
}

/** The connection string of a device or module that signs in with a certificate. It is no secret. */
export function certificateConnectionString(hostName: string, { deviceId, moduleId }: IdentityAddress): string {
  const module = moduleId === undefined ? '' : `;ModuleId=${moduleId}`;
  return `HostName=${hostName};DeviceId=${deviceId}${module};x509=true`;
}

/** By the name in lower case: portals and SDKs do not agree on the case. */
type Fields = Map<string, string>;

function parseFields(text: string): Fields | ConnectionStringProblem {
  const parts = text
    .split(';')
    .map(part => part.trim())
    .filter(part => part !== '');
  if (parts.length === 0) return { kind: 'empty' };

  const fields = new Map<string, string>();
  for (const [index, part] of parts.entries()) {
    const [, name, value] = /^(\w+)=(.*[^=].*)?$/.exec(part) ?? [];
    if (name === undefined) return { kind: 'malformed', part: index + 1 };
    fields.set(name.toLowerCase(), value ?? '');
  }
  return fields;
}
