import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { format } from 'node:util';
import { runTests } from '@vscode/test-electron';
import type { BrowserContext } from 'playwright-core';
import { openBrowser } from '../browser/openBrowser.ts';
import { SetupError } from '../setupError.ts';
import { type EditorServer, openEditorServer } from './editorServer.ts';
import { findDesktopEditor } from './findDesktopEditor.ts';

/** Names, inside the editor, the folder that a run shares with the tests: `workspace`, and what they write. */
const runFolderVariable = 'IOT_HUB_WORKBENCH_RUN_FOLDER';

export interface TestEditorOptions {
  /** All that a run writes, with the `workspace` that its windows open. */
  readonly folder: string;
  /** The folder of the extension under test. */
  readonly extension: string;
}

/** A real VS Code that runs test modules in its extension host, each in a window of its own. */
export interface TestEditor extends AsyncDisposable {
  /**
   * Opens a window on the workspace with the extension, runs `run()` of the module there, and closes the window.
   * @throws SetupError if `run()` failed.
   */
  runTests(testsModule: string): Promise<void>;
}

/** Any test ends sooner: a window that reports nothing for so long hangs. However many tests there are, they may run. */
const silentMs = 5 * 60_000;

/** Opens an editor with settings, a clipboard and data of its own. */
export type OpenTestEditor = (options: TestEditorOptions) => Promise<TestEditor>;

export interface FoundTestEditor {
  readonly open: OpenTestEditor;
  /** How many may be open at a time and not disturb each other: the windows of a desktop have one clipboard and one focus. */
  readonly most: number;
}

/** Desktop VS Code if this machine has one and a screen, else the server for the browser. */
export async function findTestEditor(): Promise<FoundTestEditor> {
  const desktop = await findDesktopEditor();
  console.log(`Running in ${desktop ?? 'the VS Code server'}`);
  return desktop === undefined
    ? { open: openInBrowser, most: 2 }
    : { open: async options => onDesktop(options, desktop), most: 1 };
}

function onDesktop({ folder, extension }: TestEditorOptions, vscodeExecutablePath: string): TestEditor {
  return {
    async runTests(extensionTestsPath) {
      await runTests({
        vscodeExecutablePath,
        extensionTestsPath,
        extensionDevelopmentPath: extension,
        extensionTestsEnv: { [runFolderVariable]: folder },
        launchArgs: [
          await workspaceOf(folder),
          `--user-data-dir=${join(folder, 'user')}`,
          `--extensions-dir=${join(folder, 'extensions')}`,
          '--disable-workspace-trust',
        ],
      });
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function openInBrowser(options: TestEditorOptions): Promise<TestEditor> {
  const { folder } = options;
  const env = { [runFolderVariable]: folder };
  const server = await openEditorServer({ dataFolder: join(folder, 'server'), port: 0, forTests: true, env });
  const browser = await openBrowser();
  // One for all windows: what it has loaded once comes from its cache.
  const context = await browser.newContext();
  return {
    runTests: tests => runInWindow(options, tests, server, context),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.close();
    },
  };
}

/** In test runs the workbench calls `codeAutomationLog` for each line of its console, `codeAutomationExit` at the end. */
async function runInWindow(
  { folder, extension }: TestEditorOptions,
  tests: string,
  server: EditorServer,
  context: BrowserContext,
): Promise<void> {
  const page = await context.newPage();
  const log = createWriteStream(join(folder, 'editor.log'), { flags: 'a' });
  const ended = new AbortController();
  try {
    const exitCode = new Promise<number>((resolve, reject) => {
      page.exposeFunction('codeAutomationExit', resolve).catch(reject);
      page.once('crash', () => reject(new SetupError('The window of the editor crashed.')));
      untilSilent(join(folder, 'report.txt'), ended.signal).catch(reject);
    });
    await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
      log.write(`${format(type, ...args)}\n`);
    });
    await page.goto(server.urlOf({ folder: await workspaceOf(folder), extension, tests }));
    if ((await exitCode) !== 0) throw new SetupError(`${basename(tests)} failed. See ${join(folder, 'editor.log')}`);
  } finally {
    ended.abort();
    await page.close();
    log.end();
  }
}

async function workspaceOf(folder: string): Promise<string> {
  const workspace = join(folder, 'workspace');
  await mkdir(workspace, { recursive: true });
  return workspace;
}

/** Ends with the window. @throws SetupError once nothing was written to the file for {@link silentMs}. */
async function untilSilent(file: string, ended: AbortSignal): Promise<void> {
  let lastMs = Date.now();
  while (Date.now() - lastMs < silentMs) {
    const isOver = await wait(silentMs - (Date.now() - lastMs), false, { signal: ended }).catch(() => true);
    if (isOver) return;
    lastMs = Math.max(lastMs, await lastWriteMs(file));
  }
  throw new SetupError('The tests have said nothing for five minutes.');
}

/** 0 for a file that is not there yet. */
async function lastWriteMs(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
}
