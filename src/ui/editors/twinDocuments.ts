import * as vscode from 'vscode';
import { twinDocument } from '../../domain/twinDocument.ts';
import type { DeviceTarget } from '../support/deviceTarget.ts';
import type { Hubs } from '../support/hubs.ts';
import { ReadOnlyFiles } from './readOnlyFiles.ts';

/** Stands in package.json, too: `onFileSystem:…` and the menus of the editor. */
const twinScheme = 'iothub-twin';

/** Device twins as read-only documents, read anew each time that they are shown. */
export class TwinDocuments implements vscode.Disposable {
  readonly #hubs: Hubs;
  readonly #files = new ReadOnlyFiles(twinScheme, uri => this.#readAt(uri));

  constructor(hubs: Hubs) {
    this.#hubs = hubs;
  }

  /** The device whose twin a document shows. */
  targetOf(uri: vscode.Uri): DeviceTarget | undefined {
    const query = new URLSearchParams(uri.query);
    const hub = this.#hubs.get(query.get('hub') ?? '');
    const deviceId = query.get('device');
    return hub && deviceId !== null ? { hub, deviceId } : undefined;
  }

  /** Reads the twin, then shows it: a failure is the caller's, not a broken editor. */
  async show(target: DeviceTarget, signal: AbortSignal): Promise<void> {
    const uri = twinUri(target);
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

async function readTwin({ hub, deviceId }: DeviceTarget, signal?: AbortSignal): Promise<string> {
  const { client } = await hub.connect();
  return twinDocument(await client.getTwin(deviceId, signal));
}

function twinUri({ hub, deviceId }: DeviceTarget): vscode.Uri {
  return vscode.Uri.from({
    scheme: twinScheme,
    path: `/${hub.name}/${deviceId}.json`,
    query: new URLSearchParams({ hub: hub.id, device: deviceId }).toString(),
  });
}
