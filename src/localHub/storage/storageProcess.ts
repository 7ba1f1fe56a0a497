import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

export interface StorageProcessOptions {
  /** Where the blobs are; `memory` keeps nothing. */
  readonly folder: string;
  readonly account: string;
  /** Base64. */
  readonly key: string;
  readonly log: (line: string) => void;
}

/** The bundle of the process, beside that of the local hub. */
const script = fileURLToPath(new URL('localStorage.js', import.meta.url));
const announcement = z.object({ port: z.number() });
/** It saves what it has in a moment. */
const closingLimitMs = 3000;

/** The process that keeps blobs: it starts when it is first needed, and again if it ended. */
export class StorageProcess {
  readonly #options: StorageProcessOptions;
  #child: ChildProcess | undefined;
  #port: Promise<number> | undefined;
  #closed = false;

  constructor(options: StorageProcessOptions) {
    this.#options = options;
  }

  /** Its port on the loopback, where it speaks plain HTTP. @throws Error if it does not start. */
  async port(): Promise<number> {
    if (this.#closed) throw new Error('The local hub is closing.');
    this.#port ??= this.#start();
    return this.#port;
  }

  /** Resolves when it is gone, with all that it answered to on the disk. */
  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    if (!child) return;

    const gone = once(child, 'exit');
    const limit = setTimeout(() => child.kill('SIGKILL'), closingLimitMs);
    // When the channel breaks, it ends by itself.
    child.disconnect();
    await gone;
    clearTimeout(limit);
  }

  async #start(): Promise<number> {
    const { folder, account, key, log } = this.#options;
    const child = spawn(process.execPath, ['--no-deprecation', script, folder], {
      env: { ...process.env, AZURITE_ACCOUNTS: `${account}:${key}` },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      windowsHide: true,
    });
    this.#child = child;
    child.once('exit', () => {
      this.#child = undefined;
      this.#port = undefined;
    });
    if (child.stderr) createInterface(child.stderr).on('line', log);
    const ended = once(child, 'exit').then(() => {
      throw new Error('The process of the blob storage ended before it served.');
    });
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
    return announcement.parse(message).port;
  }
}
