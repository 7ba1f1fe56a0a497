import * as vscode from 'vscode';

const filterKey = 'azure.hubNameFilter';
const groupSetting = 'iotHub.azure.groupByResourceGroup';

/** How the hubs of Azure are shown: which, and in groups or not. */
export class AzureHubView implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
    this.#subscription = vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration(groupSetting)) this.#changed.fire();
    });
  }

  /** What is in the names of the hubs to see; empty for all. */
  get nameFilter(): string {
    return this.#state.get(filterKey, '');
  }

  async setNameFilter(text: string): Promise<void> {
    await this.#state.update(filterKey, text === '' ? undefined : text);
    this.#changed.fire();
  }

  get groupsByResourceGroup(): boolean {
    return vscode.workspace.getConfiguration().get(groupSetting, false);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
