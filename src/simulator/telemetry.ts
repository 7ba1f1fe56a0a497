import { messageMaxBytes, messageSizeInBytes } from '../domain/messageTemplate/messageTemplate.ts';
import type { SimulationSettings } from '../protocol/simulatorRun.ts';
import { connectionProblem } from './connectionProblem.ts';
import type { DeviceConnection } from './deviceConnection.ts';
import type { DeviceRecord, Surroundings } from './surroundings.ts';

/** The time to a device's next message: its interval, a little shorter or longer. */
export function nextMessageDelayMs(
  { intervalMs, jitterPercent }: Pick<SimulationSettings, 'intervalMs' | 'jitterPercent'>,
  random: () => number,
): number {
  return Math.max(0, intervalMs * (1 + ((2 * random() - 1) * jitterPercent) / 100));
}

/** Sends a message in each interval while its device is connected and has nothing else to do; one at a time. */
export class Telemetry {
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    private readonly connection: DeviceConnection,
    private readonly record: DeviceRecord,
    private readonly surroundings: Surroundings,
  ) {}

  /** The first message comes at a random moment of the first interval, so that devices do not send in step. */
  start(): void {
    this.#sendAfter(this.surroundings.random() * this.surroundings.settings.intervalMs);
  }

  /** Takes up a new interval without waiting for the end of the old one. */
  settingsChanged(): void {
    if (this.#timer) this.start();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #sendAfter(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tick(), ms);
  }

  async #tick(): Promise<void> {
    this.#timer = undefined;
    const { settings, random } = this.surroundings;
    if (settings.sendTelemetry && this.record.row.state === 'connected') await this.#send();
    if (!this.#stopped) this.#sendAfter(nextMessageDelayMs(settings, random));
  }

  async #send(): Promise<void> {
    try {
      await this.connection.send(this.#nextMessage());
      this.surroundings.messageSent();
      this.record.change({ sent: this.record.row.sent + 1 });
    } catch (error) {
      this.record.change({ failed: this.record.row.failed + 1 });
      if (!this.#stopped) this.record.log('problem', `message not sent: ${connectionProblem(error)}`);
    }
  }

  #nextMessage(): string {
    const { template, random } = this.surroundings;
    const { deviceId, sent, failed } = this.record.row;
    const text = template.render({ deviceId, messageNumber: sent + failed + 1, now: new Date(), random });
    if (messageSizeInBytes(text) > messageMaxBytes) throw new Error('it is larger than 256 KB');

    return text;
  }
}
