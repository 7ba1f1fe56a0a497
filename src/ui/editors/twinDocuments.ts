import * as vscode from 'vscode';
import { twinDocument } from '../../domain/twinDocument.ts';
import type { DeviceTarget } from '../support/deviceTarget.ts';
import type { Hubs } from '../support/hubs.ts';

export const twinScheme = 'iothub-twin';

/** Device twins as read-only documents, read anew each time that they are opened. */
export class TwinDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** What was read just now, for the editor that is about to ask for it. */
  readonly #fresh = new Map<string, string>();
  readonly #hubs: Hubs;

  readonly onDidChange = this.#changed.event;

  constructor(hubs: Hubs) {
    this.#hubs = hubs;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const key = uri.toString();
    const text = this.#fresh.get(key);
    this.#fresh.delete(key);
    return text ?? this.#read(this.targetOf(uri));
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
    this.#fresh.set(uri.toString(), await this.#read(target, signal));
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #read(target: DeviceTarget | undefined, signal?: AbortSignal): Promise<string> {
    if (!target) return JSON.stringify({ gone: vscode.l10n.t('This hub is no longer in the list.') }, undefined, 2);

    const { client } = await target.hub.connect();
    return twinDocument(await client.getTwin(target.deviceId, signal));
  }
}

function twinUri({ hub, deviceId }: DeviceTarget): vscode.Uri {
  return vscode.Uri.from({
    scheme: twinScheme,
    path: `/${hub.name}/${deviceId}.json`,
    query: new URLSearchParams({ hub: hub.id, device: deviceId }).toString(),
  });
}
