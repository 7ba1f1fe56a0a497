import process from 'node:process';
import { parseArgs } from 'node:util';
import { version } from '../../package.json';
import { environmentProxy } from '../domain/network/proxySettings.ts';
import { withConnectionStrings } from './deviceConnectionStrings.ts';
import { provisionedDevices } from './provisioning/provisionedDevices.ts';
import { readScenario } from './readScenario.ts';
import { readScenarioFile } from './readScenarioFile.ts';
import { type RunEvent, describeEvent, runScenario } from './runScenario.ts';
import { messageOf, SimulatorError } from './simulatorError.ts';

const help = `Usage: simulator run SCENARIO.json [options]

Simulates IoT devices as the scenario says, until Ctrl+C or for as long as it says.

Through a proxy if HTTPS_PROXY names one, but for the hosts of NO_PROXY.

Options:
  --connection-string-env NAME  The environment variable with the connection string of the hub, by a policy that may
                                connect devices, or of one device; or with the key of an enrollment, if the scenario
                                has a provisioning service; or with what unlocks the key file of its certificates.
                                Default: IOTHUB_CONNECTION_STRING
  --ca FILE                     The authority to trust (PEM), for a local hub
  --json                        Print events as JSON lines
  --help, --version`;

const options = {
  'connection-string-env': { type: 'string', default: 'IOTHUB_CONNECTION_STRING' },
  ca: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

/** Does what the command line says. @returns the exit code; an expected failure is one sentence on stderr. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  try {
    await run(args);
    return 0;
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help) return print(help);
  if (values.version) return print(version);

  const [command, file, ...rest] = positionals;
  if (command !== 'run' || file === undefined || rest.length > 0) {
    throw new SimulatorError({ kind: 'usage', detail: 'Say what to run: simulator run SCENARIO.json.' });
  }
  const scenario = await readScenario(file);
  const variable = values['connection-string-env'];
  const value = process.env[variable];
  const devices = scenario.provisioning
    ? await provisionedDevices(scenario.deviceIds, scenario.provisioning, { variable, value })
    : withConnectionStrings(scenario.deviceIds, value, variable);
  const trust = values.ca === undefined ? {} : { ca: (await readScenarioFile(values.ca)).toString() };
  const proxy = environmentProxy(process.env);

  const tell = values.json ? tellJson : tellPeople;
  await runScenario(scenario, { devices, ...trust, ...(proxy ? { proxy } : {}) }, tell, untilSignalled());
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new SimulatorError({ kind: 'usage', detail: messageOf(error) }, { cause: error });
  }
}

function untilSignalled(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  process.once('SIGTERM', () => controller.abort());
  return controller.signal;
}

function tellJson(event: RunEvent): void {
  print(JSON.stringify(event));
}

function tellPeople(event: RunEvent): void {
  const text = describeEvent(event);
  if (text !== undefined) print(text);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
