import { subscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { keepRecord } from './activationRecord.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';

type Activate = (context: vscode.ExtensionContext) => unknown;

/**
 * The only thing that a window of its own does: lets the editor activate the extension once and keeps what it cost.
 * The time of `Extension.activate()` would count other extensions too, which start in the same thread just then. So this
 * loads the bundle first and puts a clock around its `activate`; the editor then calls that with the real context.
 */
export async function run(): Promise<void> {
  const extension = extensionUnderTest();
  if (extension.isActive) throw new Error('The extension activated by itself: there is nothing left to measure.');

  const bundle = join(extension.extensionPath, (extension.packageJSON as { main: string }).main);
  const opened = watchOpened(bundle);
  const loadMs = await timeOf(() => require(bundle));
  let activateMs = Number.NaN;
  wrapActivate(bundle, activate => async context => {
    activateMs = await timeOf(() => activate(context));
  });
  await extension.activate();
  await keepRecord({ loadMs, activateMs, opened });
}

async function timeOf(action: () => unknown): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** The exports of a bundle cannot be written to, but the editor gets them from the module's place in the cache. */
function wrapActivate(bundle: string, wrap: (activate: Activate) => Activate): void {
  const loaded = require.cache[bundle];
  if (!loaded) throw new Error(`${bundle} is not loaded.`);

  const { activate, ...others } = loaded.exports as { activate: Activate };
  loaded.exports = { ...others, activate: wrap(activate) };
}

/** Gives the list into which the stack of each process and connection goes that the bundle opens from now on. */
function watchOpened(bundle: string): readonly string[] {
  const opened: string[] = [];
  for (const channel of ['child_process', 'net.client.socket']) {
    subscribe(channel, () => {
      const stack = new Error(channel).stack ?? '';
      if (stack.includes(bundle)) opened.push(stack);
    });
  }
  return opened;
}
