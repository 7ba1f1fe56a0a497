import { dirname, resolve } from 'node:path';
import { type SimulationSettings, defaultSimulationSettings } from '../protocol/simulatorRun.ts';
import { type SimulatorScenario, simulatorScenario } from '../protocol/simulatorScenario.ts';
import { describeIssue } from './describeIssue.ts';
import { readScenarioFile } from './readScenarioFile.ts';
import { messageOf, SimulatorError } from './simulatorError.ts';

type ProvisioningScenario = NonNullable<SimulatorScenario['provisioning']>;

/** A scenario with its defaults filled in. */
export interface Scenario {
  readonly deviceIds: readonly string[];
  readonly settings: SimulationSettings;
  /** Who tells the devices their hub; absent if they know it. */
  readonly provisioning?: Pick<ProvisioningScenario, 'hostName' | 'idScope' | 'enrollment' | 'x509'>;
  /** Without it, the scenario has no end. */
  readonly durationMs?: number;
}

/** Reads a scenario file, and the template that it may name. @throws SimulatorError */
export async function readScenario(file: string): Promise<Scenario> {
  const parsed = simulatorScenario.safeParse(parseJson(file, await read(file)));
  if (!parsed.success)
    throw new SimulatorError({ kind: 'scenario', file, detail: parsed.error.issues.map(describeIssue).join('; ') });

  const { devices, durationSeconds, provisioning } = parsed.data;
  return {
    deviceIds: [...new Set(devices.flatMap(deviceIdsOf))],
    settings: await settingsOf(parsed.data, dirname(file)),
    ...(provisioning ? { provisioning: withPaths(provisioning, dirname(file)) } : {}),
    ...(durationSeconds === undefined ? {} : { durationMs: durationSeconds * 1000 }),
  };
}

function withPaths({ x509, ...provisioning }: ProvisioningScenario, folder: string): ProvisioningScenario {
  if (!x509) return provisioning;
  const { certificateFile, keyFile } = x509;
  const files = { certificateFile: resolve(folder, certificateFile), keyFile: resolve(folder, keyFile) };
  return { ...provisioning, x509: files };
}

function deviceIdsOf(devices: SimulatorScenario['devices'][number]): string[] {
  if (typeof devices === 'string') return [devices];

  const { prefix, count, first, digits } = devices;
  return Array.from({ length: count }, (_, index) => prefix + String(first + index).padStart(digits, '0'));
}

async function settingsOf(scenario: SimulatorScenario, folder: string): Promise<SimulationSettings> {
  const { telemetry = {}, reboot = {}, unknownMethods, provisioning } = scenario;
  const { templateFile, ...messages } = telemetry;

  return {
    ...defaultSimulationSettings,
    ...given({
      ...messages,
      rebootDelayMs: reboot.delayMs,
      offlineMs: reboot.offlineMs,
      unknownMethods,
      provisioningApiVersion: provisioning?.apiVersion,
      provisionOnReboot: provisioning?.onReboot,
    }),
    ...(templateFile === undefined ? {} : { template: await read(resolve(folder, templateFile)) }),
  };
}

/** Without the members that say nothing, which would hide defaults. */
function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

async function read(file: string): Promise<string> {
  return (await readScenarioFile(file)).toString();
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SimulatorError({ kind: 'scenario', file, detail: messageOf(error) }, { cause: error });
  }
}
