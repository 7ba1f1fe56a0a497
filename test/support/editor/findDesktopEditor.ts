import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheFolder } from '../cacheFolder.ts';
import { findOnPath } from '../findOnPath.ts';
import { SetupError } from '../setupError.ts';

const variable = 'IOT_HUB_WORKBENCH_VSCODE';
const updateServer = 'https://update.code.visualstudio.com/api/releases/stable';
const probeMs = 3_000;

/** Where the `code` command stands, seen from the program that it starts: Linux, Windows, macOS before and after 1.110. */
const programsBesideCommand = [
  ['..', 'code'],
  ['..', 'Code.exe'],
  ['..', '..', '..', 'MacOS', 'Electron'],
  ['..', '..', '..', 'MacOS', 'Code'],
];

/**
 * The program of a desktop VS Code: the one that the environment names, else the one whose `code` is on PATH, else a
 * download if Microsoft's update server answers at once. Nothing where there is no screen to show it on.
 * @throws SetupError if the environment names a file that does not exist.
 */
export async function findDesktopEditor(): Promise<string | undefined> {
  const named = process.env[variable];
  if (named !== undefined && !existsSync(named)) {
    throw new SetupError(`${variable} names "${named}", which does not exist.`);
  }
  if (named !== undefined) return named;
  if (!hasScreen()) return undefined;

  return installedEditor() ?? (await downloadedEditor());
}

/** Whether a window can be shown: always on Windows and macOS, on Linux with a display. */
export function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function installedEditor(): string | undefined {
  const command = findOnPath(['code', 'code.cmd']);
  if (command === undefined) return undefined;

  const folder = dirname(realpathSync(command));
  return programsBesideCommand.map(path => join(folder, ...path)).find(existsSync);
}

async function downloadedEditor(): Promise<string | undefined> {
  if (!(await answers(updateServer))) return undefined;

  console.log(`Downloading VS Code to ${cacheFolder}`);
  return downloadAndUnzipVSCode({ version: 'stable', cachePath: join(cacheFolder, 'desktop') });
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeMs) })).ok;
  } catch {
    return false;
  }
}
