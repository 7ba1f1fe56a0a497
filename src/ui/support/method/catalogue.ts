import * as vscode from 'vscode';
import type { CatalogueMethod } from '../../../domain/methodCatalogue.ts';
import { readMethodSettings } from './methodSettings.ts';

const setting = 'iotHub.methods';

/** The methods that have names of their own: those of the product and those of the setting `iotHub.methods`. */
export class Catalogue implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #subscription: vscode.Disposable;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
    this.#subscription = vscode.workspace.onDidChangeConfiguration(async change => {
      if (change.affectsConfiguration(setting)) await this.#tellProblems();
    });
  }

  get methods(): readonly CatalogueMethod[] {
    return read().methods;
  }

  /** A method of the product, as the setting may have changed it. */
  current(builtIn: CatalogueMethod): CatalogueMethod {
    return this.find(builtIn.methodName) ?? builtIn;
  }

  find(methodName: string): CatalogueMethod | undefined {
    return this.methods.find(method => method.methodName === methodName);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tellProblems(): Promise<void> {
    const { problems } = read();
    if (problems.length === 0) return;

    this.#log.warn(`${setting}: ${problems.join(' ')}`);
    const open = vscode.l10n.t('Open Settings');
    const text = vscode.l10n.t('The setting {0} has entries that cannot be used. {1}', setting, problems.join(' '));
    if ((await vscode.window.showWarningMessage(text, open)) !== open) return;
    await vscode.commands.executeCommand('workbench.action.openSettings', setting);
  }
}

function read(): ReturnType<typeof readMethodSettings> {
  return readMethodSettings(vscode.workspace.getConfiguration().get(setting));
}
