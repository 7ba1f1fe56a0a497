import * as vscode from 'vscode';
import type { Hub } from '../hub/hub.ts';

/** By which property the tree groups the devices of each hub, if by any. Kept with the workspace. */
export class DeviceGroupings implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<Hub>();
  readonly #state: vscode.Memento;

  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** The path of the property: `['tags', 'floor']`. */
  get(hub: Hub): readonly string[] | undefined {
    return this.#state.get<readonly string[]>(keyOf(hub));
  }

  async set(hub: Hub, path: readonly string[] | undefined): Promise<void> {
    await this.#state.update(keyOf(hub), path);
    this.#changed.fire(hub);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function keyOf(hub: Hub): string {
  return `deviceGrouping/${hub.id}`;
}
