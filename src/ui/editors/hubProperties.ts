import * as vscode from 'vscode';
import type { AzureHub } from '../support/azure/azureHub.ts';
import type { AzureHubs } from '../support/azure/azureHubs.ts';
import { type ManagerParts, hubPropertiesText } from './hubPropertiesText.ts';
import { ReadOnlyFiles } from './readOnlyFiles.ts';

/** Stands in package.json, too: `onFileSystem:…`. */
const scheme = 'iothub-resource';

export interface HubPropertiesParts extends ManagerParts {
  readonly azureHubs: AzureHubs;
}

/** Hubs of Azure as {@link hubPropertiesText} tells of them: read-only. */
export class HubProperties implements vscode.Disposable {
  readonly #parts: HubPropertiesParts;
  readonly #files = new ReadOnlyFiles(scheme, uri => this.#readAt(uri));

  constructor(parts: HubPropertiesParts) {
    this.#parts = parts;
  }

  /** Reads them, then shows them: a failure is the caller's, not a broken editor. */
  async show(hub: AzureHub, signal: AbortSignal): Promise<void> {
    const query = new URLSearchParams({ hub: hub.id }).toString();
    const uri = vscode.Uri.from({ scheme, path: `/${hub.name}/${hub.name} properties.json`, query });
    this.#files.update(uri, await hubPropertiesText(hub, this.#parts, signal));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#files.dispose();
  }

  async #readAt(uri: vscode.Uri): Promise<string> {
    const hub = this.#parts.azureHubs.get(new URLSearchParams(uri.query).get('hub') ?? '');
    if (!hub) throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('This hub is no longer in the list.'));
    return hubPropertiesText(hub, this.#parts);
  }
}
