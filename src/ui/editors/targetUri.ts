import * as vscode from 'vscode';
import { identityLabel } from '../../domain/identityAddress.ts';
import type { IdentityTarget } from '../support/device/deviceTarget.ts';
import type { Hubs } from '../support/hub/hubs.ts';

/** The address of a document about a device or module: its path is for people, its query for {@link targetOfUri}. */
export function uriOfTarget(scheme: string, target: IdentityTarget, suffix = ''): vscode.Uri {
  const { hub, deviceId, moduleId } = target;
  const query = { hub: hub.id, device: deviceId, ...(moduleId === undefined ? {} : { module: moduleId }) };

  return vscode.Uri.from({
    scheme,
    path: `/${hub.name}/${identityLabel(target)}${suffix}.json`,
    query: new URLSearchParams(query).toString(),
  });
}

/** What a document of {@link uriOfTarget} is about; nothing if its hub is no longer in the list. */
export function targetOfUri(hubs: Hubs, uri: vscode.Uri): IdentityTarget | undefined {
  const query = new URLSearchParams(uri.query);
  const hub = hubs.get(query.get('hub') ?? '');
  const deviceId = query.get('device');
  const moduleId = query.get('module');
  if (!hub || deviceId === null) return undefined;

  return { hub, deviceId, ...(moduleId === null ? {} : { moduleId }) };
}
