import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

export interface StorageProcessOptions {
  /** Where the blobs are; `memory` keeps nothing. */
  readonly folder: string;
  /** The accounts as they are now, in the form that Azurite reads. */
  readonly accounts: () => string;
  readonly log: (line: string) => void;
}

/** The bundle of the process, beside that of the local hub. */
const script = fileURLToPath(new URL('localStorage.js', import.meta.url));
const announcement = z.object({ port: z.number() });
const knowsAccounts = z.object({ accounts: z.literal('known') });
/** It saves what it has in a moment. */
const closingLimitMs = 3000;

/** The process that keeps blobs: it starts when it is first needed, and again if it ended. */
export class StorageProcess {
  readonly #options: StorageProcessOptions;
  #child: ChildProcess | undefined;
  #port: Promise<number> | undefined;
  #closed = false;
  /** It is told one thing after the other. */
  #telling: Promise<unknown> = Promise.resolve();

  constructor(options: StorageProcessOptions) {
    this.#options = options;
  }

  /** Its port on the loopback, where it speaks plain HTTP. @throws Error if it does not start. */
  async port(): Promise<number> {
    if (this.#closed) throw new Error('The local hub is closing.');
    this.#port ??= this.#start();
    return this.#port;
  }

  /** Lets it have the accounts as they are now, if it runs. Resolves when they hold. @throws Error if it ends before. */
  async useAccounts(): Promise<void> {
    const told = this.#telling.then(() => this.#tellAccounts());
    this.#telling = told.catch(() => undefined);
    return told;
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

  async #tellAccounts(): Promise<void> {
    // One that is just starting may have read what was before.
    await this.#port?.catch(() => undefined);
    const child = this.#child;
    if (!child) return;

    const answered = firstMessage(child);
    child.send({ accounts: this.#options.accounts() });
    knowsAccounts.parse(await answered);
  }

  async #start(): Promise<number> {
    const { folder, accounts, log } = this.#options;
    const child = spawn(process.execPath, ['--no-deprecation', script, folder], {
      env: { ...process.env, AZURITE_ACCOUNTS: accounts() },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      windowsHide: true,
    });
    this.#child = child;
    child.once('exit', () => {
      this.#child = undefined;
      this.#port = undefined;
    });
    if (child.stderr) createInterface(child.stderr).on('line', log);
    return announcement.parse(await firstMessage(child)).port;
  }
}

/** The next thing that it says. @throws Error if it ends before. */
async function firstMessage(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('The process of the blob storage ended before it answered.');
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [unknown];
    return message;
  } finally {
    settled.abort();
  }
}
