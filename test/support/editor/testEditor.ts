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

/** Names, inside the editor, the folder that a run shares with the tests: `extension`, `workspace`, and what they write. */
const runFolderVariable = 'IOT_HUB_WORKBENCH_RUN_FOLDER';

/** A real VS Code that runs test modules in its extension host, each in a window of its own. */
export interface TestEditor extends AsyncDisposable {
  /**
   * Opens a window on `<folder>/workspace` with the extension `<folder>/extension`, runs `run()` of the module there,
   * and closes the window.
   * @throws SetupError if `run()` failed.
   */
  runTests(testsModule: string): Promise<void>;
}

/** Any test ends sooner: a window that reports nothing for so long hangs. However many tests there are, they may run. */
const silentMs = 5 * 60_000;

/** Desktop VS Code if this machine has one and a screen, else the server for the browser. */
export async function openTestEditor(folder: string): Promise<TestEditor> {
  await mkdir(join(folder, 'workspace'), { recursive: true });
  const desktop = await findDesktopEditor();
  return desktop === undefined ? openInBrowser(folder) : onDesktop(folder, desktop);
}

function onDesktop(folder: string, vscodeExecutablePath: string): TestEditor {
  console.log(`Running in ${vscodeExecutablePath}`);
  return {
    async runTests(extensionTestsPath) {
      await runTests({
        vscodeExecutablePath,
        extensionTestsPath,
        extensionDevelopmentPath: join(folder, 'extension'),
        extensionTestsEnv: { [runFolderVariable]: folder },
        launchArgs: [
          join(folder, 'workspace'),
          `--user-data-dir=${join(folder, 'user')}`,
          `--extensions-dir=${join(folder, 'extensions')}`,
          '--disable-workspace-trust',
        ],
      });
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function openInBrowser(folder: string): Promise<TestEditor> {
  const browser = await openBrowser();
  // One for all windows: what it has loaded once comes from its cache.
  const context = await browser.newContext();
  const env = { [runFolderVariable]: folder };
  const server = await openEditorServer({ dataFolder: join(folder, 'server'), port: 0, forTests: true, env });
  console.log(`Running in the VS Code server with Chromium ${browser.version()}`);
  return {
    runTests: tests => runInWindow(folder, tests, server, context),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.close();
    },
  };
}

/** In test runs the workbench calls `codeAutomationLog` for each line of its console, `codeAutomationExit` at the end. */
async function runInWindow(
  folder: string,
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
    await page.goto(server.urlOf({ folder: join(folder, 'workspace'), extension: join(folder, 'extension'), tests }));
    if ((await exitCode) !== 0) throw new SetupError(`${basename(tests)} failed. See ${join(folder, 'editor.log')}`);
  } finally {
    ended.abort();
    await page.close();
    log.end();
  }
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
