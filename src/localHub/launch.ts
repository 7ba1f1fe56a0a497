import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ReadyLine, Tier } from '../protocol/localHub.ts';
import { processNotice, readyLine } from '../protocol/localHub.ts';

export interface LocalHubOptions {
  /** `dist/localHub.js`. */
  readonly scriptFile: string;
  /** Made if missing. */
  readonly dataFolder: string;
  /** `NAME` or `NAME:PORT`; without a port the hub keeps the one that it had before. */
  readonly hubs: readonly string[];
  /** Device provisioning services, as `hubs`; each is linked to all hubs. */
  readonly dps?: readonly string[];
  /** Milliseconds to hubs, by name, for provisioning by the lowest latency; undefined to forget them. */
  readonly latenciesMs?: ReadonlyMap<string, number | undefined>;
  readonly tier?: Tier;
  /** Gets each line that the process writes to stderr. */
  readonly log: (line: string) => void;
  /** Hears of hubs and provisioning services that the resource manager makes or deletes. */
  readonly onChange?: () => void;
}

/** A local hub process that serves. */
export interface LocalHubProcess {
  readonly ready: ReadyLine;
  /** Settles when the process is gone, however it went; never rejects. */
  readonly exited: Promise<Exit>;
  /** Ends the process; resolves when it is gone. */
  stop(): Promise<void>;
}

/** `code` is null for a process that was killed; `lastWords` is the last line that it wrote to stderr. */
export interface Exit {
  readonly code: number | null;
  readonly lastWords: string;
}

/** Why a local hub did not start: the sentence that it wrote, or one of our own. */
export class LocalHubLaunchError extends Error {
  override readonly name = 'LocalHubLaunchError';
}

const startLimitMs = 30_000;
/** The process promises to be gone after 5 s. */
const stopLimitMs = 6000;

/**
 * Starts a local hub in a Node process of its own and waits until it serves. The process ends by itself when this one
 * is gone.
 * @throws LocalHubLaunchError with the process's own sentence if it ends first; AbortError if `signal` says so.
 */
export async function launchLocalHub(options: LocalHubOptions, signal?: AbortSignal): Promise<LocalHubProcess> {
  signal?.throwIfAborted();
  const child = start(options);
  const exited = exitOf(child, options.log);
  child.on('message', message => processNotice.safeParse(message).success && options.onChange?.());
  try {
    const ready = await readyOf(child, exited, signal);
    return { ready, exited, stop: () => stop(child, exited) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

type HubProcess = ChildProcessByStdio<null, Readable, Readable>;

function start({ scriptFile, dataFolder, hubs, dps = [], latenciesMs, tier }: LocalHubOptions): HubProcess {
  const latencies = [...(latenciesMs ?? [])].map(([hub, ms]) => `${hub}=${ms ?? 'none'}`);
  const named = [
    ...hubs.flatMap(hub => ['--hub', hub]),
    ...dps.flatMap(name => ['--dps', name]),
    ...latencies.flatMap(latency => ['--latency', latency]),
  ];
  const args = ['serve', '--json', '--data', dataFolder, ...named];

  // When the channel breaks, the process knows that nobody needs it any more.
  return spawn(process.execPath, [scriptFile, ...args, ...(tier ? ['--tier', tier] : [])], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: undefined },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    windowsHide: true,
  }) as HubProcess;
}

function exitOf(child: HubProcess, log: (line: string) => void): Promise<Exit> {
  let lastWords = '';
  createInterface(child.stderr).on('line', line => {
    lastWords = line;
    log(line);
  });

  return new Promise(resolve => {
    child.once('error', error => resolve({ code: null, lastWords: error.message }));
    // Not `close`: it never comes once the channel was broken from this side.
    child.once('exit', async code => {
      await finished(child.stderr, { error: false });
      resolve({ code, lastWords });
    });
  });
}

async function readyOf(child: HubProcess, exited: Promise<Exit>, signal?: AbortSignal): Promise<ReadyLine> {
  const limit = AbortSignal.timeout(startLimitMs);
  const ended = exited.then(({ lastWords }) => {
    throw new LocalHubLaunchError(lastWords || 'The local hub ended before it served.');
  });
  const stopped = aborted(signal ? AbortSignal.any([signal, limit]) : limit);
  const line = await Promise.race([firstLine(child.stdout), ended, stopped]);

  return parseReadyLine(line);
}

function firstLine(stream: Readable): Promise<string> {
  return new Promise(resolve => {
    createInterface(stream).once('line', resolve);
  });
}

/** Rejects when the signal says so. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(reasonOf(signal)), { once: true });
  });
}

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  if (reason instanceof Error && reason.name !== 'TimeoutError') return reason;

  return new LocalHubLaunchError(`The local hub did not serve within ${startLimitMs / 1000} s.`);
}

function parseReadyLine(line: string): ReadyLine {
  try {
    return readyLine.parse(JSON.parse(line));
  } catch (error) {
    throw new LocalHubLaunchError('The local hub is of another version than this extension.', { cause: error });
  }
}

/** Breaking the channel asks it to close in order, also where there are no signals. */
async function stop(child: HubProcess, exited: Promise<Exit>): Promise<void> {
  if (child.connected) child.disconnect();
  const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await exited;
  clearTimeout(limit);
}
