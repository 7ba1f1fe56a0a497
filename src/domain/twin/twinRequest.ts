import type { IdentityAddress } from '../identityAddress.ts';
import { azHub, httpMessage, shellQuote } from '../otherTools.ts';
import type { TwinPatch } from './twinPatch.ts';

/** A request for a twin, to be sent by another tool: a read, or with `change` an update. */
export interface TwinRequest extends IdentityAddress {
  readonly hostName: string;
  readonly change?: { readonly patch: TwinPatch; readonly etag: string };
}

/**
 * The request as an `az iot hub` command for a POSIX shell. It carries no secret: az signs in by itself, or for a hub that
 * is not one of Azure's takes the connection string from the environment.
 */
export function azCommand({ hostName, deviceId, moduleId, change }: TwinRequest): string {
  const { tags, properties } = change?.patch ?? {};

  return [
    `az iot hub ${moduleId === undefined ? 'device-twin' : 'module-twin'} ${change ? 'update' : 'show'}`,
    azHub(hostName),
    `--device-id ${shellQuote(deviceId)}`,
    ...(moduleId === undefined ? [] : [`--module-id ${shellQuote(moduleId)}`]),
    ...(tags ? [`--tags ${shellQuote(JSON.stringify(tags))}`] : []),
    ...(properties ? [`--desired ${shellQuote(JSON.stringify(properties.desired))}`] : []),
    ...(change ? [`--etag ${shellQuote(change.etag)}`] : []),
  ].join(' ');
}

/** The request as an HTTP message; who sends it puts a token in the place of `{{sharedAccessSignature}}`. */
export function restCall({ hostName, deviceId, moduleId, change }: TwinRequest): string {
  const module = moduleId === undefined ? '' : `/modules/${encodeURIComponent(moduleId)}`;
  const path = `/twins/${encodeURIComponent(deviceId)}${module}`;
  if (!change) return httpMessage({ method: 'GET', hostName, path });

  return httpMessage({ method: 'PATCH', hostName, path, headers: [`If-Match: "${change.etag}"`], body: change.patch });
}
