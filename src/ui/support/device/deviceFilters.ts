import * as vscode from 'vscode';
import type { DeviceFilter } from '../../../domain/deviceFilter.ts';
import type { Hub } from '../hub/hub.ts';

/** Which devices of each hub the tree shows. Kept with the workspace. */
export class DeviceFilters implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<Hub>();
  readonly #state: vscode.Memento;

  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  get(hub: Hub): DeviceFilter {
    return this.#state.get<DeviceFilter>(keyOf(hub), {});
  }

  async set(hub: Hub, filter: DeviceFilter): Promise<void> {
    await this.#state.update(keyOf(hub), Object.keys(filter).length === 0 ? undefined : filter);
    this.#changed.fire(hub);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function keyOf(hub: Hub): string {
  return `deviceFilter/${hub.id}`;
}
