import * as vscode from 'vscode';
import type { Hub } from '../../support/hub/hub.ts';
import type { IdentityTarget } from '../../support/device/deviceTarget.ts';

/** Stands in package.json, too: `onFileSystem:…`, the schema and the menus of the editor. */
export const twinScheme = 'iothub';
const suffix = '.twin.json';

/** Where a twin's document is: `iothub:/hub/device.twin.json`, `iothub:/hub/device/module.twin.json`. */
export interface TwinAddress {
  readonly hub: string;
  readonly deviceId: string;
  readonly moduleId?: string;
}

export function twinUri({ hub, deviceId, moduleId }: IdentityTarget, scheme = twinScheme, end = suffix): vscode.Uri {
  const last = moduleId === undefined ? deviceId : `${deviceId}/${moduleId}`;
  return vscode.Uri.from({ scheme, path: `/${hubSegment(hub)}/${last}${end}` });
}

/** The reverse of {@link twinUri}; nothing for another document. */
export function twinAddress({ path }: vscode.Uri, end = suffix): TwinAddress | undefined {
  if (!path.endsWith(end)) return undefined;

  const [, hub = '', deviceId = '', moduleId, ...more] = path.slice(0, -end.length).split('/');
  if (hub === '' || deviceId === '' || more.length > 0) return undefined;
  return { hub, deviceId, ...(moduleId === undefined ? {} : { moduleId }) };
}

/** A local hub's name has no dot and a host's has one or a port: they cannot be the same. */
export function hubSegment({ id }: Hub): string {
  return id.slice(id.indexOf('/') + 1);
}
