import * as vscode from 'vscode';
import type { OfHub } from '../../prompts/pickHub.ts';
import type { Hubs } from '../../support/hub/hubs.ts';

/** A configuration that a command is about: a node of the tree is one, and so is what a picker gives. */
export interface ConfigurationTarget extends OfHub {
  readonly configurationId: string;
}

/** Stands in package.json, too: `onFileSystem:…` and the schema. */
export const configurationScheme = 'iothub-configuration';

const suffix = '.configuration.json';

/** Where a configuration's document is: `iothub-configuration:/hub/id.configuration.json`. */
export function configurationUri({ hub, configurationId }: ConfigurationTarget): vscode.Uri {
  const path = `/${hub.name}/${configurationId}${suffix}`;
  return vscode.Uri.from({
    scheme: configurationScheme,
    path,
    query: new URLSearchParams({ hub: hub.id }).toString(),
  });
}

/** The reverse of {@link configurationUri}; nothing for another document, or if the hub is no longer in the list. */
export function configurationOfUri(hubs: Hubs, uri: vscode.Uri): ConfigurationTarget | undefined {
  const hub = hubs.get(new URLSearchParams(uri.query).get('hub') ?? '');
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return hub && name.endsWith(suffix) ? { hub, configurationId: name.slice(0, -suffix.length) } : undefined;
}
