import { version } from '../../package.json';
import type { ServeOptions } from './commandLine.ts';
import { help, parseCommandLine } from './commandLine.ts';
import { defaultDataFolder, openDataFolder, openMemoryFolder } from './dataFolder.ts';
import { LocalHub } from './localHub.ts';
import type { Log } from './log.ts';
import { lineLog, logLevels } from './log.ts';
import { StartError } from './startError.ts';
import { StoreError } from './store/store.ts';
import type { ProcessNotice } from '../protocol/localHub.ts';

/** Whatever hangs, the process is gone by then: 5 s after a signal is what we promise. */
const closingLimitMs = 4500;

const commandLine = parseCommandLine(process.argv.slice(2));
switch (commandLine.kind) {
  case 'help':
    process.stdout.write(help);
    break;
  case 'version':
    process.stdout.write(`${version}\n`);
    break;
  case 'wrong':
    fail(commandLine.sentence);
    break;
  case 'serve':
    await serve(commandLine.options);
    break;
}

async function serve(options: ServeOptions): Promise<void> {
  // Files have keys: whoever else works on this machine cannot read them, also in a folder that is open to all.
  process.umask(0o077);
  quietExperiments();
  endOnFailure();
  const log = lineLog(line => void process.stderr.write(line), logLevels.find(isWanted) ?? 'info');
  const opening = open(options, log);
  closeOnRequest(opening);
  try {
    announce(await opening, options, log);
  } catch (error) {
    if (!(error instanceof StartError) && !(error instanceof StoreError)) throw error;
    fail(error.message);
  }
}

async function open({ data, hubs, dps, latenciesMs, tier, standardPorts }: ServeOptions, log: Log): Promise<LocalHub> {
  const path = data ?? defaultDataFolder(process.platform, process.env);
  const folder = path === 'memory' ? await openMemoryFolder() : await openDataFolder(path);

  return LocalHub.open({ folder, hubs, dps, latenciesMs, tier, standardPorts, onChange: tellChange, log });
}

/** The program that launched us with a channel sees that there are other hubs or provisioning services now. */
function tellChange(): void {
  if (process.connected) process.send?.({ changed: 'services' } satisfies ProcessNotice);
}

/** Connection strings go to stdout only, for the program that asked for them. */
function announce(localHub: LocalHub, { json }: ServeOptions, log: Log): void {
  const { readyLine } = localHub;
  if (json) process.stdout.write(`${JSON.stringify(readyLine)}\n`);
  log.info(`Clients trust ${readyLine.caFile}`);
  for (const { name, hostName } of readyLine.hubs) log.info(`Hub "${name}" serves at ${hostName}`);
  for (const { name, hostName, idScope } of readyLine.provisioning ?? []) {
    log.info(`Provisioning service "${name}" serves at ${hostName}, id scope ${idScope}`);
  }
}

/** On a signal, and when the program that launched us with a channel is gone. */
function closeOnRequest(opening: Promise<LocalHub>): void {
  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(0), closingLimitMs).unref();
    // One that could not open has said so, and left nothing open.
    const localHub = await opening.catch(() => undefined);
    await localHub?.close();
    process.exit(0);
  };
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(event, close);
  // Listening to the channel must not keep alive a process that could not start.
  process.channel?.unref();
  // Nobody reads any more: no reason to stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** What nobody caught ends the process: a store that cannot be written with its sentence, a bug with its stack. */
function endOnFailure(): void {
  process.on('uncaughtException', error => {
    process.stderr.write(`${error instanceof StoreError ? error.message : error.stack}\n`);
    process.exit(1);
  });
}

/** Node's SQLite calls itself experimental on stderr. Those who run a hub can do nothing about it. */
function quietExperiments(): void {
  process.removeAllListeners('warning');
  process.on('warning', warning => {
    if (warning.name !== 'ExperimentalWarning') process.stderr.write(`warn: ${warning.message}\n`);
  });
}

function isWanted(level: string): boolean {
  return level === process.env['LOCAL_HUB_LOG'];
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
