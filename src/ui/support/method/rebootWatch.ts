import * as vscode from 'vscode';
import type { HubClient } from '../../../domain/hubClient.ts';
import { lastReboot } from '../../../domain/lastReboot.ts';
import { awaitReboot } from './awaitReboot.ts';
import type { DeviceEvents } from '../device/deviceEvents.ts';
import type { DeviceTarget } from '../device/deviceTarget.ts';
import { isCancellation, logText } from '../showFailure.ts';

/** The devices whose reboot was asked for and that have not reported it yet. */
export class RebootWatch implements vscode.Disposable {
  readonly #awaited = new Map<string, AbortController>();
  readonly #changed = new vscode.EventEmitter<DeviceTarget>();

  /** Fires when a device begins or ceases to be awaited. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly events: DeviceEvents,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  isAwaited(target: DeviceTarget): boolean {
    return this.#awaited.has(keyOf(target));
  }

  /** Begins to await the reboot that is about to be asked for; does nothing if the device's twin cannot be read. */
  async begin(client: HubClient, target: DeviceTarget, signal: AbortSignal): Promise<void> {
    const before = await this.#lastReboot(client, target, signal);
    if (before === unreadable) return;

    const ended = new AbortController();
    this.stop(target);
    this.#awaited.set(keyOf(target), ended);
    this.#changed.fire(target);
    void this.#follow(client, target, before, ended.signal);
  }

  /** Awaits the device's reboot no longer. */
  stop(target: DeviceTarget): void {
    const ended = this.#awaited.get(keyOf(target));
    if (!ended) return;

    ended.abort();
    this.#awaited.delete(keyOf(target));
    this.#changed.fire(target);
  }

  dispose(): void {
    for (const awaited of this.#awaited.values()) awaited.abort();
    this.#changed.dispose();
  }

  async #follow(
    client: HubClient,
    target: DeviceTarget,
    before: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const { hub, deviceId } = target;
    try {
      const reported = await awaitReboot(client, deviceId, before, signal);
      if (reported) void vscode.commands.executeCommand('setContext', 'iotHub.deviceRebooted', true);
      else this.log.warn(`${deviceId} of ${hub.name} did not report a reboot time in the time it had.`);
    } catch (error) {
      if (!isCancellation(error)) this.log.warn(`The reboot of ${deviceId} cannot be followed: ${logText(error)}`);
    }
    if (signal.aborted) return;

    this.stop(target);
    this.events.changed(hub.id, [deviceId]);
  }

  async #lastReboot(
    client: HubClient,
    { deviceId }: DeviceTarget,
    signal: AbortSignal,
  ): Promise<string | undefined | typeof unreadable> {
    try {
      return lastReboot((await client.getTwin(deviceId, signal)).reported);
    } catch (error) {
      if (isCancellation(error)) throw error;
      // The call itself will say what is wrong, or it works for somebody who may call methods but not read twins.
      this.log.debug(`The twin of ${deviceId} cannot be read: ${logText(error)}`);
      return unreadable;
    }
  }
}

const unreadable = Symbol('unreadable');

function keyOf({ hub, deviceId }: DeviceTarget): string {
  return `${hub.id}/${deviceId}`;
}
