import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { findOnPath } from '../findOnPath.ts';
import { mustRun, run } from '../program.ts';
import { SetupError } from '../setupError.ts';

const variable = 'IOT_HUB_WORKBENCH_CHROMIUM';
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const otherPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const remedy = `Install Chromium (Debian, Ubuntu: "apt-get install chromium"; anywhere: "npx playwright install chromium"), or name one in ${variable}.`;

/**
 * The program of a Chromium: the one that the environment names, else an installed one, else the distribution's
 * package, which is installed if this user may.
 * @throws SetupError with what to do if there is none and none can be installed.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env[variable];
  if (named !== undefined && !existsSync(named)) {
    throw new SetupError(`${variable} names "${named}", which does not exist.`);
  }
  const found = named ?? installedBrowser();
  if (found !== undefined) return found;

  await installChromium();
  const installed = installedBrowser();
  if (installed === undefined) throw new SetupError(`The package "chromium" brought no Chromium. ${remedy}`);
  return installed;
}

function installedBrowser(): string | undefined {
  return findOnPath(names) ?? [chromium.executablePath(), ...otherPlaces].find(existsSync);
}

async function installChromium(): Promise<void> {
  const apt = findOnPath(['apt-get']);
  if (apt === undefined) throw new SetupError(`The tests in the browser need a Chromium, and there is none. ${remedy}`);

  const asRoot = await commandAsRoot(apt);
  console.log('Installing Chromium from the distribution (apt-get install chromium, about 400 MB, once)');
  const [program, ...first] = asRoot;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await mustRun(program, [...first, 'update', '-qq'], { quiet: true, env });
  await mustRun(program, [...first, 'install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    quiet: true,
    env,
  });
}

async function commandAsRoot(command: string): Promise<[string, ...string[]]> {
  if (process.getuid?.() === 0) return [command];

  const sudo = findOnPath(['sudo']);
  if (sudo !== undefined && (await run(sudo, ['-n', 'true'], { quiet: true })).exitCode === 0) {
    return [sudo, '-n', command];
  }
  throw new SetupError(
    `The tests in the browser need a Chromium, there is none, and this user may not install one. ${remedy}`,
  );
}
