/** The simulator process: under the extension host if it has a channel to it, else a command line. */
import process from 'node:process';
import { runCommandLine } from './commandLine.ts';
import { ipcWire } from './ipcWire.ts';
import { serveHost } from './serveHost.ts';

// The device SDK uses what Node calls deprecated; nobody who reads it can do anything about it.
process.noDeprecation = true;

if (process.send && process.argv.length === 2) {
  const host = serveHost(ipcWire(process));
  // The extension host is gone, or does not need the devices any more: they leave in good order.
  process.once('disconnect', async () => {
    await host.close();
    process.exit(0);
  });
} else {
  process.exitCode = await runCommandLine(process.argv.slice(2));
}
