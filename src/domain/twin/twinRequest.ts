import type { IdentityAddress } from '../identityAddress.ts';
import type { TwinPatch } from './twinPatch.ts';

/** A request for a twin, to be sent by another tool: a read, or with `change` an update. */
export interface TwinRequest extends IdentityAddress {
  readonly hostName: string;
  readonly change?: { readonly patch: TwinPatch; readonly etag: string };
}

const apiVersion = '2021-04-12';
const azureHost = /^(?<name>[^.]+)\.azure-devices\.(?:net|cn|us)$/;

/**
 * The request as an `az iot hub` command for a POSIX shell. It carries no secret: az signs in by itself, or for a hub that
 * is not one of Azure's takes the connection string from the environment.
 */
export function azCommand({ hostName, deviceId, moduleId, change }: TwinRequest): string {
  const name = azureHost.exec(hostName)?.groups?.['name'];
  const { tags, properties } = change?.patch ?? {};

  return [
    `az iot hub ${moduleId === undefined ? 'device-twin' : 'module-twin'} ${change ? 'update' : 'show'}`,
    name === undefined ? '--login "$IOTHUB_CONNECTION_STRING"' : `--hub-name ${quote(name)}`,
    `--device-id ${quote(deviceId)}`,
    ...(moduleId === undefined ? [] : [`--module-id ${quote(moduleId)}`]),
    ...(tags ? [`--tags ${quote(JSON.stringify(tags))}`] : []),
    ...(properties ? [`--desired ${quote(JSON.stringify(properties.desired))}`] : []),
    ...(change ? [`--etag ${quote(change.etag)}`] : []),
  ].join(' ');
}

/** The request as an HTTP message; who sends it puts a token in the place of `{{sharedAccessSignature}}`. */
export function restCall({ hostName, deviceId, moduleId, change }: TwinRequest): string {
  const module = moduleId === undefined ? '' : `/modules/${encodeURIComponent(moduleId)}`;
  const path = `/twins/${encodeURIComponent(deviceId)}${module}?api-version=${apiVersion}`;
  const head = [
    `${change ? 'PATCH' : 'GET'} https://${hostName}${path} HTTP/1.1`,
    'Authorization: {{sharedAccessSignature}}',
  ];
  if (!change) return `${head.join('\n')}\n`;

  const { patch, etag } = change;
  const body = JSON.stringify(patch, undefined, 2);
  return `${[...head, `If-Match: "${etag}"`, 'Content-Type: application/json', '', body].join('\n')}\n`;
}

/** For a POSIX shell: bare if no character of it means anything there. */
function quote(text: string): string {
  return /^[\w.:=@%+,/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
