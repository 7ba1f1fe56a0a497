import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { takeFile } from '../../../locks/fileLock.ts';

/** How soon somebody is followed whose window has closed. */
const againMs = 1000;

/** The right to drive an operation. */
export interface Turn {
  /** @param isOver nobody needs it any more. */
  release(isOver: boolean): Promise<void>;
}

/** Lets one window of a person drive an operation at a time. The turn of one that closes is free at once. */
export class OperationTurns {
  readonly #folder: string;

  constructor({ globalStorageUri }: Pick<vscode.ExtensionContext, 'globalStorageUri'>) {
    this.#folder = join(globalStorageUri.fsPath, 'operations');
  }

  /** Waits until no other window drives the operation. @throws AbortError; what the file system throws. */
  async take(id: string, signal: AbortSignal): Promise<Turn> {
    await mkdir(this.#folder, { recursive: true });
    const file = join(this.#folder, id);
    for (;;) {
      signal.throwIfAborted();
      const lock = await takeFile(file);
      if (lock)
        return {
          async release(isOver) {
            lock.release();
            if (isOver) await rm(file, { force: true });
          },
        };
      await setTimeout(againMs, undefined, { signal });
    }
  }
}
