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
  | { readonly kind: 'malformed'; readonly part: string }
  | { readonly kind: 'missing'; readonly field: 'HostName' | 'SharedAccessKeyName' | 'SharedAccessKey' }
  | { readonly kind: 'device' }
  | { readonly kind: 'hostName'; readonly hostName: string }
  | { readonly kind: 'key' };

const hostNamePattern = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i;
const base64Pattern = /^[A-Za-z0-9+/]+={0,2}$/;

/** Reads `HostName=…;SharedAccessKeyName=…;SharedAccessKey=…`, or says what is wrong with it. */
export function parseHubConnectionString(text: string): HubConnectionString | ConnectionStringProblem {
  const fields = parseFields(text);
  if (!(fields instanceof Map)) return fields;
  if (fields.has('DeviceId')) return { kind: 'device' };

  const hostName = fields.get('HostName');
  const sharedAccessKeyName = fields.get('SharedAccessKeyName');
  const key = fields.get('SharedAccessKey');
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

function parseFields(text: string): Map<string, string> | ConnectionStringProblem {
  const parts = text
    .trim()
    .split(';')
    .map(part => part.trim())
    .filter(part => part !== '');
  if (parts.length === 0) return { kind: 'empty' };

  const fields = new Map<string, string>();
  for (const part of parts) {
    const equals = part.indexOf('=');
    if (equals < 1) return { kind: 'malformed', part: part.slice(0, 12) };
    fields.set(part.slice(0, equals), part.slice(equals + 1));
  }
  return fields;
}
