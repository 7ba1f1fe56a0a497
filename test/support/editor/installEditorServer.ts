import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../cacheFolder.ts';
import { mustRun } from '../program.ts';

/** code-server's package carries a whole VS Code server of version 1.139.1. Only that server is used, not code-server. */
const packageName = 'code-server';
const version = '4.139.1';

/**
 * Gives the folder of a VS Code server for the browser; puts it into the cache folder if it is not there.
 * @throws SetupError if npm cannot install it.
 */
export async function installEditorServer(): Promise<string> {
  const home = join(cacheFolder, `${packageName}-${version}`);
  if (!existsSync(home)) await install(home);
  return serverFolder(home);
}

async function install(home: string): Promise<void> {
  console.log(
    `Installing the VS Code server for the browser (${packageName} ${version} from npm, 600 MB, once) in ${home}`,
  );
  await mkdir(cacheFolder, { recursive: true });
  const draft = await mkdtemp(`${home}.`);
  try {
    await writeFile(join(draft, 'package.json'), '{ "private": true }');
    await npmInstall(draft, `${packageName}@${version}`);
    await npmInstall(serverFolder(draft), '--omit=dev');
    await publish(draft, home);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The install scripts would compile native modules, which takes headers and minutes; the server works without them. */
async function npmInstall(folder: string, ...args: readonly string[]): Promise<void> {
  const npm = process.env['npm_execpath'];
  const [program, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await mustRun(program, [...first, 'install', '--prefix', folder, ...options, ...args], { cwd: folder, quiet: true });
}

/** A rename is whole or not at all, so that an interrupted installation is never taken for a finished one. */
async function publish(draft: string, home: string): Promise<void> {
  try {
    await rename(draft, home);
  } catch (error) {
    // Somebody else was faster; theirs is as good.
    if (!existsSync(home)) throw error;
  }
}

function serverFolder(home: string): string {
  return join(home, 'node_modules', packageName, 'lib', 'vscode');
}
