import type { ReadyLine, Tier } from '../protocol/localHub.ts';

export interface LocalHubOptions {
  /** `dist/localHub.js`. */
  readonly scriptFile: string;
  /** Made if missing. */
  readonly dataFolder: string;
  /** `NAME` or `NAME:PORT`; without a port the hub keeps the one that it had before. */
  readonly hubs: readonly string[];
  readonly tier?: Tier;
  /** Gets each line that the process writes to stderr. */
  readonly log: (line: string) => void;
}

/** A local hub process that serves. */
export interface LocalHubProcess {
  readonly ready: ReadyLine;
  /** Settles when the process is gone, however it went; never rejects. */
  readonly exited: Promise<{ readonly code: number | null; readonly lastWords: string }>;
  /** Ends the process; resolves when it is gone. */
  stop(): Promise<void>;
}

/** Why a local hub did not start: the sentence that it wrote, or one of our own. */
export class LocalHubLaunchError extends Error {
  override readonly name = 'LocalHubLaunchError';
}

/**
 * Starts a local hub in a Node process of its own and waits until it serves.
 * @throws LocalHubLaunchError with the process's own sentence if it ends first; AbortError if `signal` says so.
 */
export async function launchLocalHub(_options: LocalHubOptions, _signal?: AbortSignal): Promise<LocalHubProcess> {
  throw new LocalHubLaunchError('not built yet');
}
