import * as vscode from 'vscode';
import type { Wait } from '../../../azure/iotHub/wait.ts';

/** Tells whoever shows progress that a hub is being waited for. */
export class Waits implements vscode.Disposable {
  readonly #began = new vscode.EventEmitter<Wait>();
  readonly #log: vscode.LogOutputChannel;

  readonly onDidBegin = this.#began.event;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  readonly begin = (wait: Wait): void => {
    this.#log.warn(`${wait.hub}: ${wait.reason.kind}. Try ${wait.nextTry} follows in ${Math.round(wait.delayMs)} ms.`);
    this.#began.fire(wait);
  };

  dispose(): void {
    this.#began.dispose();
  }
}
