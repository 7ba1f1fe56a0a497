import type { CloseReason, DeviceConnection } from './deviceSide.ts';
import { isModule } from './identityName.ts';

/** A device or module that is connected now. */
export interface ConnectedDevice {
  /** See `identityName`. */
  readonly name: string;
  readonly connection: DeviceConnection;
  lastActivityMs: number;
}

/** Which devices are connected, and who waits for one to be. */
export class Connections {
  readonly #connected = new Map<string, ConnectedDevice>();
  #moduleCount = 0;
  readonly #waiting = new Map<string, Set<(connection: DeviceConnection) => void>>();

  /** How many devices are connected; modules do not count. */
  get deviceCount(): number {
    return this.#connected.size - this.#moduleCount;
  }

  all(): Iterable<ConnectedDevice> {
    return this.#connected.values();
  }

  get(name: string): ConnectedDevice | undefined {
    return this.#connected.get(name);
  }

  /** Makes this the one connection of its device; an older one is closed. */
  add(device: ConnectedDevice): void {
    const older = this.#connected.get(device.name);
    this.#connected.set(device.name, device);
    if (!older && isModule(device.name)) this.#moduleCount++;
    older?.connection.close('replaced');
  }

  /** Forgets the device, unless another connection took its place. True if it was the one. */
  remove(device: ConnectedDevice): boolean {
    if (this.#connected.get(device.name) !== device) return false;

    if (isModule(device.name)) this.#moduleCount--;
    return this.#connected.delete(device.name);
  }

  close(name: string, reason: CloseReason): void {
    this.#connected.get(name)?.connection.close(reason);
  }

  closeAll(reason: CloseReason): void {
    for (const { connection } of this.#connected.values()) connection.close(reason);
  }

  /** The device listens to methods now. */
  methodsWanted(name: string): void {
    const connection = this.#listening(name);
    if (!connection) return;

    const waiting = this.#waiting.get(name) ?? [];
    this.#waiting.delete(name);
    for (const found of waiting) found(connection);
  }

  /** The device's connection once it listens to methods; nothing if that takes longer than `timeoutMs`. */
  whenListening(name: string, timeoutMs: number): Promise<DeviceConnection | undefined> {
    const connection = this.#listening(name);
    if (connection || timeoutMs === 0) return Promise.resolve(connection);

    return new Promise(resolve => {
      const waiting = this.#waiting.get(name) ?? new Set();
      this.#waiting.set(name, waiting);
      const timer = setTimeout(() => {
        waiting.delete(found);
        if (waiting.size === 0 && this.#waiting.get(name) === waiting) this.#waiting.delete(name);
        resolve(undefined);
      }, timeoutMs);
      const found = (listening: DeviceConnection) => {
        clearTimeout(timer);
        resolve(listening);
      };
      waiting.add(found);
    });
  }

  #listening(name: string): DeviceConnection | undefined {
    const connection = this.#connected.get(name)?.connection;
    return connection?.acceptsMethods ? connection : undefined;
  }
}
