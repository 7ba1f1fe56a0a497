import { spawn } from 'node:child_process';

/** Opens the address in the person's own browser. Where that is not possible the printed address has to do. */
export function showAddress(url: string): void {
  const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
  spawn(program, [...args, url], { stdio: 'ignore', detached: true })
    .once('error', noBrowser)
    .unref();
}

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

function noBrowser(): void {
  console.log('No browser could be opened here: open the address above yourself.');
}
