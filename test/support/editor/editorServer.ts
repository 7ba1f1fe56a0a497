import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { SetupError } from '../setupError.ts';
import { installEditorServer } from './installEditorServer.ts';

export interface EditorServerOptions {
  /** Keeps the server's data and its log; made if missing. */
  readonly dataFolder: string;
  /** The installed extensions; a folder of its own without any if it is not given. */
  readonly extensionsFolder?: string;
  /** Has what the editor brings with it, in the place of all of that. */
  readonly builtInExtensionsFolder?: string;
  /**
   * Lets windows load an extension under development and run tests in it. Such an editor is not what people use: it
   * shows no notifications, for one.
   */
  readonly forTests?: boolean;
  /** 0 takes any free port. */
  readonly port: number;
  /** The user's settings, besides those that keep the editor's own offers away. Settings of an earlier start stay. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
}

/** What a window of the editor opens with. */
export interface EditorWindow {
  readonly folder: string;
  /** An extension under development, if the server is for tests. */
  readonly extension?: string;
  /** A module that exports `run()`, if the server is for tests: makes the window a test run. */
  readonly tests?: string;
  /** A file to show. */
  readonly file?: string;
}

/** A VS Code server on loopback, for the browser. */
export interface EditorServer {
  /** The address of a window; it carries the token without which the server answers nobody. */
  urlOf(window: EditorWindow): string;
  /** Settles when the server is gone. */
  readonly exited: Promise<unknown>;
  close(): Promise<void>;
}

type ServerProcess = ChildProcessByStdio<null, Readable, Readable>;

/** What the editor would show by itself, and nobody came for. */
const calmSettings = {
  'chat.disableAIFeatures': true,
  // It would offer to open the ports of the local hub in a browser.
  'remote.autoForwardPorts': false,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

const host = '127.0.0.1';
const startMs = 60_000;
const closeMs = 5_000;

/** @throws SetupError if the server cannot be installed or does not start. */
export async function openEditorServer(options: EditorServerOptions): Promise<EditorServer> {
  const serverFolder = await installEditorServer();
  await writeSettings(options);
  const token = randomBytes(16).toString('hex');
  const logFile = join(options.dataFolder, 'server.log');

  const child = spawn(process.execPath, [join(serverFolder, 'out', 'server-main.js'), ...argumentsOf(options, token)], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: what the extension host starts ends together with the server.
    detached: process.platform !== 'win32',
  });
  // In a group of its own it would outlive a run that is interrupted.
  const killAtExit = (): void => kill(child, 'SIGTERM');
  process.once('exit', killAtExit);
  child.once('exit', () => process.off('exit', killAtExit));
  const log = createWriteStream(logFile);
  child.stdout.pipe(log);
  child.stderr.pipe(log);

  const exited = once(child, 'exit');
  try {
    const port = await boundPort(child, logFile);
    return { urlOf: window => urlOf(window, port, token), exited, close: () => close(child, exited) };
  } catch (error) {
    await close(child, exited);
    throw error;
  }
}

async function writeSettings({ dataFolder, settings = {} }: EditorServerOptions): Promise<void> {
  const userFolder = join(dataFolder, 'data', 'User');
  const file = join(userFolder, 'settings.json');
  if (existsSync(file)) return;

  await mkdir(userFolder, { recursive: true });
  await writeFile(file, JSON.stringify({ ...calmSettings, ...settings }, null, 2));
  // A window in a browser takes settings that belong to a machine from here, and from nowhere else.
  const machineFolder = join(dataFolder, 'data', 'Machine');
  await mkdir(machineFolder, { recursive: true });
  await writeFile(join(machineFolder, 'settings.json'), JSON.stringify(settings, null, 2));
}

function argumentsOf(options: EditorServerOptions, token: string): string[] {
  const { dataFolder, extensionsFolder, builtInExtensionsFolder, port, forTests } = options;
  return [
    `--host=${host}`,
    `--port=${port}`,
    `--connection-token=${token}`,
    `--server-data-dir=${dataFolder}`,
    `--extensions-dir=${extensionsFolder ?? join(dataFolder, 'extensions')}`,
    ...(builtInExtensionsFolder === undefined ? [] : [`--builtin-extensions-dir=${builtInExtensionsFolder}`]),
    '--accept-server-license-terms',
    '--disable-telemetry',
    '--disable-workspace-trust',
    // Without it the server ignores what the address says about extensions and tests.
    ...(forTests ? ['--enable-smoke-test-driver'] : []),
  ];
}

async function boundPort(child: ServerProcess, logFile: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new SetupError(`The VS Code server did not start. ${logFile} says why.`));
    child.once('exit', giveUp);
    AbortSignal.timeout(startMs).addEventListener('abort', giveUp);
    createInterface({ input: child.stdout }).on('line', line => {
      const port = /agent listening on (\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
}

function urlOf(window: EditorWindow, port: number, token: string): string {
  const files = [
    ['extensionDevelopmentPath', window.extension],
    ['extensionTestsPath', window.tests],
    ['openFile', window.file],
  ] as const;
  // The authority must be the host and port of the page itself.
  const payload = files.flatMap(([key, path]) =>
    path === undefined ? [] : [[key, `vscode-remote://${host}:${port}${path}`]],
  );
  const query = new URLSearchParams({ tkn: token, folder: window.folder, payload: JSON.stringify(payload) });
  return `http://${host}:${port}/?${query.toString()}`;
}

async function close(child: ServerProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;

  kill(child, 'SIGTERM');
  const patience = setTimeout(() => kill(child, 'SIGKILL'), closeMs);
  await exited;
  clearTimeout(patience);
}

function kill(child: ServerProcess, signal: NodeJS.Signals): void {
  if (process.platform === 'win32' || child.pid === undefined) child.kill(signal);
  else process.kill(-child.pid, signal);
}
