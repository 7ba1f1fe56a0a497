import type { MessageTemplate } from '../domain/messageTemplate/messageTemplate.ts';
import { isMessageTemplate, parseMessageTemplate } from '../domain/messageTemplate/parseMessageTemplate.ts';
import type { DeviceRoute, SimulatedDevice as DeviceToSimulate } from '../protocol/simulatorProcess.ts';
import {
  type DeviceRow,
  type LogLine,
  type Progress,
  type SimulationSettings,
  type Totals,
  runningCount,
} from '../protocol/simulatorRun.ts';
import { Gate } from './gate.ts';
import { LogBuffer } from './logBuffer.ts';
import { RateMeter } from './rateMeter.ts';
import { SimulatedDevice } from './simulatedDevice.ts';
import type { Surroundings } from './surroundings.ts';

/** How many devices connect at once: more would not be faster, and a hub throttles new connections. */
const connectingAtOnce = 50;
const keptLines = 1_000;
/** How many new lines are worth telling at once; a reader cannot follow more. */
const toldLines = 200;
const keptSeconds = 300;

/** Any number of devices that behave alike, and the record of what they do. Its memory is bounded, but for the devices. */
export class Simulation implements Surroundings {
  readonly connecting = new Gate(connectingAtOnce);
  readonly random = Math.random;
  readonly #devices = new Map<string, SimulatedDevice>();
  readonly #changed = new Set<string>();
  readonly #log = new LogBuffer(keptLines);
  readonly #rate = new RateMeter(keptSeconds, Date.now());
  #sent = 0;
  #methods = 0;
  #settings: SimulationSettings;
  #template: MessageTemplate;

  /** @throws Error with the problem of the template, if there is one. */
  constructor(settings: SimulationSettings) {
    this.#settings = settings;
    this.#template = readTemplate(settings.template);
  }

  get settings(): SimulationSettings {
    return this.#settings;
  }

  get template(): MessageTemplate {
    return this.#template;
  }

  /** Changes the behaviour of all devices, also of those that run. @throws as the constructor does; nothing changes then. */
  configure(settings: SimulationSettings): void {
    this.#template = readTemplate(settings.template);
    this.#settings = settings;
    for (const device of this.#devices.values()) device.settingsChanged();
  }

  /** Starts devices; those that run already go on undisturbed. */
  add(devices: readonly DeviceToSimulate[], route: DeviceRoute = {}): void {
    for (const { deviceId, ...credentials } of devices) this.#device(deviceId).start(credentials, route);
  }

  /** Lets these devices, or all, ask their provisioning service again. */
  provision(deviceIds?: readonly string[]): void {
    for (const device of this.#chosen(deviceIds)) device.provisionAgain();
  }

  /** Shows a device that cannot be simulated. */
  addFailed(deviceId: string, problem: string): void {
    const device = this.#device(deviceId);
    if (!device.running) device.fail(problem);
  }

  /** Stops these devices, or all. Resolves when they are disconnected. */
  async stop(deviceIds?: readonly string[]): Promise<void> {
    await Promise.all(this.#chosen(deviceIds).map(device => device.stop()));
  }

  /** Forgets the devices that do not run, and the log. */
  clear(): void {
    for (const [id, device] of this.#devices) if (!device.running) this.#devices.delete(id);
    this.#changed.clear();
    this.#log.clear();
  }

  /** All there is to show. */
  snapshot(): Progress {
    const { lines, dropped } = this.#log.all();
    const rows = [...this.#devices.values()].map(device => device.row);
    return {
      totals: this.#totals(),
      rows,
      lines: [...lines],
      droppedLines: dropped,
      rates: this.#rate.all(Date.now()),
    };
  }

  /** What changed since the last time; nothing if nothing did. */
  takeProgress(): Progress | undefined {
    const rows = [...this.#changed].map(id => this.#devices.get(id)?.row).filter(row => row !== undefined);
    this.#changed.clear();
    const { lines, dropped } = this.#log.takeNew(toldLines);
    const rates = this.#rate.takeEnded(Date.now());
    const progress = { totals: this.#totals(), rows, lines: [...lines], droppedLines: dropped, rates };

    return rows.length + lines.length > 0 || runningCount(progress.totals) > 0 ? progress : undefined;
  }

  rowChanged({ deviceId }: DeviceRow): void {
    this.#changed.add(deviceId);
  }

  messageSent(): void {
    this.#sent += 1;
    this.#rate.count(Date.now());
  }

  methodCalled(): void {
    this.#methods += 1;
  }

  log(line: LogLine): void {
    this.#log.add(line);
  }

  #chosen(deviceIds: readonly string[] = [...this.#devices.keys()]): readonly SimulatedDevice[] {
    return deviceIds.map(id => this.#devices.get(id)).filter(device => device !== undefined);
  }

  #device(deviceId: string): SimulatedDevice {
    const device = this.#devices.get(deviceId) ?? new SimulatedDevice(deviceId, this);
    this.#devices.set(deviceId, device);
    return device;
  }

  #totals(): Totals {
    const totals: Totals = { devices: 0, states: {}, sent: this.#sent, failed: 0, methods: this.#methods };
    for (const { row } of this.#devices.values()) {
      totals.devices += 1;
      totals.failed += row.failed;
      totals.states[row.state] = (totals.states[row.state] ?? 0) + 1;
    }
    return totals;
  }
}

function readTemplate(text: string): MessageTemplate {
  const template = parseMessageTemplate(text);
  if (isMessageTemplate(template)) return template;

  throw new Error(
    `The message template has a problem in line ${template.line}, column ${template.column}: ${template.message}`,
  );
}
