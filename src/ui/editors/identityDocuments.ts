import * as vscode from 'vscode';
import { identityDocument } from '../../domain/identityDocument.ts';
import { type IdentityTarget, addressOf } from '../support/device/deviceTarget.ts';
import type { Hubs } from '../support/hub/hubs.ts';
import { ReadOnlyFiles } from './readOnlyFiles.ts';
import { targetOfUri, uriOfTarget } from './targetUri.ts';

/** Stands in package.json, too: `onFileSystem:…`. */
const identityScheme = 'iothub-identity';

/** Identities of devices and modules as read-only documents without keys, read anew each time that they are shown. */
export class IdentityDocuments implements vscode.Disposable {
  readonly #hubs: Hubs;
  readonly #files = new ReadOnlyFiles(identityScheme, uri => this.#readAt(uri));

  constructor(hubs: Hubs) {
    this.#hubs = hubs;
  }

  /** Reads the identity, then shows it: a failure is the caller's, not a broken editor. */
  async show(target: IdentityTarget, signal: AbortSignal): Promise<void> {
    const uri = uriOfTarget(identityScheme, target, ' identity');
    this.#files.update(uri, await readIdentity(target, signal));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#files.dispose();
  }

  async #readAt(uri: vscode.Uri): Promise<string> {
    const target = targetOfUri(this.#hubs, uri);
    if (!target) throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('This hub is no longer in the list.'));
    return readIdentity(target);
  }
}

async function readIdentity(target: IdentityTarget, signal?: AbortSignal): Promise<string> {
  const { client } = await target.hub.connect();
  return identityDocument(await client.getIdentity(addressOf(target), signal));
}
