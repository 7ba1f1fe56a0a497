import * as vscode from 'vscode';
import type { Hub } from '../hub/hub.ts';
import type { Hubs } from '../hub/hubs.ts';

/** On which hub each document of queries runs. Kept with the workspace. */
export class QueryHubs implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #hubs: Hubs;
  readonly #state: vscode.Memento;
  readonly #subscription: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(hubs: Hubs, state: vscode.Memento) {
    this.#hubs = hubs;
    this.#state = state;
    this.#subscription = hubs.onDidChange(() => this.#changed.fire());
  }

  /** The hub that was chosen for a document, or the only one that can be used. */
  get(uri: vscode.Uri): Hub | undefined {
    const chosen = this.#hubs.get(this.#state.get(keyOf(uri), ''));
    if (chosen) return chosen;

    const available = this.#hubs.list().filter(hub => hub.available);
    return available.length === 1 ? available[0] : undefined;
  }

  async set(uri: vscode.Uri, hub: Hub): Promise<void> {
    await this.#state.update(keyOf(uri), hub.id);
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function keyOf(uri: vscode.Uri): string {
  return `queryHub/${uri.toString()}`;
}
