import * as vscode from 'vscode';
import { managerOf, originOf, originQuery, type ResourceScope } from '../support/azure/resourceScope.ts';
import { ReadOnlyFiles } from './readOnlyFiles.ts';

/** Stands in package.json, too: `onFileSystem:…`. */
const scheme = 'iothub-group';

type ManagerParts = Parameters<typeof managerOf>[1];
/** Where groups are: in the subscription of an origin. */
type Scope = Pick<ResourceScope, 'origin' | 'subscriptionId'>;

/** Resource groups as {@link resourceGroupText} tells of them: read-only. */
export class ResourceGroups implements vscode.Disposable {
  readonly #parts: ManagerParts;
  readonly #files = new ReadOnlyFiles(scheme, uri => this.#readAt(uri));

  constructor(parts: ManagerParts) {
    this.#parts = parts;
  }

  /** Reads a group, then shows it: a failure is the caller's, not a broken editor. */
  async show(scope: Scope, groupName: string, signal: AbortSignal): Promise<void> {
    const query = { ...originQuery(scope.origin), subscription: scope.subscriptionId, group: groupName };
    const path = `/${scope.subscriptionId}/${groupName}.json`;
    const uri = vscode.Uri.from({ scheme, path, query: new URLSearchParams(query).toString() });
    this.#files.update(uri, await resourceGroupText(scope, groupName, this.#parts, signal));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#files.dispose();
  }

  async #readAt({ query }: vscode.Uri): Promise<string> {
    const parameters = new URLSearchParams(query);
    const scope = { origin: originOf(parameters), subscriptionId: parameters.get('subscription') ?? '' };
    return resourceGroupText(scope, parameters.get('group') ?? '', this.#parts);
  }
}

/**
 * A resource group with its tags and what is in it, in JSON.
 * @throws HubError `unreachable` if the local hub does not run; ResourceError, SignInError; AbortError if `signal` says so.
 */
export async function resourceGroupText(
  { origin, subscriptionId }: Scope,
  groupName: string,
  parts: ManagerParts,
  signal?: AbortSignal,
): Promise<string> {
  const { groups } = (await managerOf(origin, parts)).in(subscriptionId);
  const [group, resources] = await Promise.all([groups.get(groupName, signal), groups.resourcesIn(groupName, signal)]);
  return `${JSON.stringify({ ...group, resources }, undefined, 2)}\n`;
}
