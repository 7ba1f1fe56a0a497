import * as vscode from 'vscode';
import { twinDocument } from '../../domain/twinDocument.ts';
import type { IdentityTarget } from '../support/deviceTarget.ts';
import type { Hubs } from '../support/hubs.ts';
import { ReadOnlyFiles } from './readOnlyFiles.ts';
import { targetOfUri, uriOfTarget } from './targetUri.ts';

/** Stands in package.json, too: `onFileSystem:…` and the menus of the editor. */
const twinScheme = 'iothub-twin';

/** Twins of devices and modules as read-only documents, read anew each time that they are shown. */
export class TwinDocuments implements vscode.Disposable {
  readonly #hubs: Hubs;
  readonly #files = new ReadOnlyFiles(twinScheme, uri => this.#readAt(uri));

  constructor(hubs: Hubs) {
    this.#hubs = hubs;
  }

  /** The device or module whose twin a document shows. */
  targetOf(uri: vscode.Uri): IdentityTarget | undefined {
    return targetOfUri(this.#hubs, uri);
  }

  /** Reads the twin, then shows it: a failure is the caller's, not a broken editor. */
  async show(target: IdentityTarget, signal: AbortSignal): Promise<void> {
    const uri = uriOfTarget(twinScheme, target);
    this.#files.update(uri, await readTwin(target, signal));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#files.dispose();
  }

  async #readAt(uri: vscode.Uri): Promise<string> {
    const target = this.targetOf(uri);
    if (!target) throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('This hub is no longer in the list.'));
    return readTwin(target);
  }
}

async function readTwin({ hub, deviceId, moduleId }: IdentityTarget, signal?: AbortSignal): Promise<string> {
  const { client } = await hub.connect();
  const twin =
    moduleId === undefined ? client.getTwin(deviceId, signal) : client.getModuleTwin(deviceId, moduleId, signal);
  return twinDocument(await twin);
}
