import * as vscode from 'vscode';

/** Devices whose state may have changed, for whoever shows them. */
export interface DevicesChanged {
  readonly hubId: string;
  readonly deviceIds: readonly string[];
}

/** Where those who act on devices say so: commands, and the simulator when its devices come and go. */
export class DeviceEvents implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<DevicesChanged>();

  readonly onDidChange = this.#changed.event;

  changed(hubId: string, deviceIds: readonly string[]): void {
    this.#changed.fire({ hubId, deviceIds });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
