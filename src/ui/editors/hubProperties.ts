import * as vscode from 'vscode';
import { withoutKeys } from '../../domain/resources/withoutKeys.ts';
import { ResourceError } from '../../domain/resourceError.ts';
import { parseResourceId } from '../../domain/resources/resourceId.ts';
import type { AzureAccounts } from '../support/azure/azureAccounts.ts';
import type { AzureHub } from '../support/azure/azureHub.ts';
import type { AzureHubs } from '../support/azure/azureHubs.ts';
import { managerOf } from '../support/azure/resourceScope.ts';
import { hubResourceOf } from '../support/hub/hubResourceOf.ts';
import type { LocalHub } from '../support/localHub/localHub.ts';
import { ReadOnlyFiles } from './readOnlyFiles.ts';

/** Stands in package.json, too: `onFileSystem:…`. */
const scheme = 'iothub-resource';

export interface HubPropertiesParts {
  readonly azureHubs: AzureHubs;
  readonly azureAccounts: AzureAccounts;
  readonly localHub: LocalHub;
}

/** Hubs of Azure as their resource manager shows them, with what they used of their quotas: read-only, without keys. */
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
    this.#files.update(uri, await this.#read(hub, signal));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#files.dispose();
  }

  async #readAt(uri: vscode.Uri): Promise<string> {
    const hub = this.#parts.azureHubs.get(new URLSearchParams(uri.query).get('hub') ?? '');
    if (!hub) throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('This hub is no longer in the list.'));
    return this.#read(hub);
  }

  async #read(hub: AzureHub, signal?: AbortSignal): Promise<string> {
    const place = parseResourceId(hub.record.resourceId);
    if (!place) throw new ResourceError({ kind: 'notFound', detail: hub.name });

    const manager = await managerOf(hub.origin, this.#parts);
    const [{ document }, resource] = await Promise.all([
      manager.in(place.subscriptionId).hubs.get(place, signal),
      hubResourceOf(hub),
    ]);
    const { metrics } = await resource.usage(signal);
    return `${JSON.stringify(withoutKeys({ ...document, quotas: metrics }), undefined, 2)}\n`;
  }
}
