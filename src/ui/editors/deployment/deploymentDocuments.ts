import * as vscode from 'vscode';
import type { DeploymentPlace, DeploymentRequest, PlannedChange } from '../../../domain/resources/deployments.ts';
import type { AzureAccounts } from '../../support/azure/azureAccounts.ts';
import {
  managerOf,
  type Origin,
  originOf,
  originQuery,
  type ResourceScope,
} from '../../support/azure/resourceScope.ts';
import type { LocalHub } from '../../support/localHub/localHub.ts';
import { ReadOnlyFiles } from '../readOnlyFiles.ts';
import { deploymentText } from './deploymentText.ts';
import { previewText } from './previewText.ts';

/** Stands in package.json, too: `onFileSystem:…`. */
const scheme = 'iothub-deployment';

export interface DeploymentDocumentParts {
  readonly azureAccounts: AzureAccounts;
  readonly localHub: LocalHub;
}

/** Where deployments are: in the subscription of an origin. */
type Scope = Pick<ResourceScope, 'origin' | 'subscriptionId'>;

/** Deployments, and what they would do, as read-only documents. */
export class DeploymentDocuments implements vscode.Disposable {
  readonly #parts: DeploymentDocumentParts;
  readonly #files = new ReadOnlyFiles(scheme, uri => this.#readAt(uri));

  constructor(parts: DeploymentDocumentParts) {
    this.#parts = parts;
  }

  /** Reads a deployment, then shows it: a failure is the caller's, not a broken editor. */
  async show(scope: Scope, place: DeploymentPlace, signal: AbortSignal): Promise<void> {
    const query = { ...originQuery(scope.origin), subscription: scope.subscriptionId, ...place };
    const path = `/${place.resourceGroup}/${place.name}.md`;
    await this.#show(path, new URLSearchParams(query).toString(), await this.#read(scope, place, signal));
  }

  async showPreview(request: DeploymentRequest, changes: readonly PlannedChange[]): Promise<void> {
    const title = vscode.l10n.t('{0} what would happen', request.name);
    await this.#show(`/${request.resourceGroup}/${title}.md`, 'preview=', previewText(request, changes));
  }

  dispose(): void {
    this.#files.dispose();
  }

  async #show(path: string, query: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path, query });
    this.#files.update(uri, text);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  /** A preview has its parameters, and so is not kept. */
  async #readAt({ query }: vscode.Uri): Promise<string> {
    const parameters = new URLSearchParams(query);
    if (parameters.has('preview')) {
      const text = vscode.l10n.t('This preview is no longer known. Run Deploy Template… for a new one.');
      throw vscode.FileSystemError.FileNotFound(text);
    }
    const value = (name: string) => parameters.get(name) ?? '';
    const origin: Origin = originOf(parameters);
    const place = { resourceGroup: value('resourceGroup'), name: value('name') };
    return this.#read({ origin, subscriptionId: value('subscription') }, place);
  }

  async #read({ origin, subscriptionId }: Scope, place: DeploymentPlace, signal?: AbortSignal): Promise<string> {
    const { deployments } = (await managerOf(origin, this.#parts)).in(subscriptionId);
    return deploymentText(...(await Promise.all([deployments.get(place, signal), deployments.steps(place, signal)])));
  }
}
