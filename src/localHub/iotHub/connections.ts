import type { CloseReason, DeviceConnection } from './deviceSide.ts';

/** A device that is connected now. */
export interface ConnectedDevice {
  readonly deviceId: string;
  readonly connection: DeviceConnection;
  lastActivityMs: number;
}

/** Which devices are connected, and who waits for one to be. */
export class Connections {
  readonly #connected = new Map<string, ConnectedDevice>();
  readonly #waiting = new Map<string, Set<(connection: DeviceConnection) => void>>();

  get count(): number {
    return this.#connected.size;
  }

  all(): Iterable<ConnectedDevice> {
    return this.#connected.values();
  }

  get(deviceId: string): ConnectedDevice | undefined {
    return this.#connected.get(deviceId);
  }

  /** Makes this the one connection of its device; an older one is closed. */
  add(device: ConnectedDevice): void {
    const older = this.#connected.get(device.deviceId);
    this.#connected.set(device.deviceId, device);
    older?.connection.close('replaced');
  }

  /** Forgets the device, unless another connection took its place. True if it was the one. */
  remove(device: ConnectedDevice): boolean {
    return this.#connected.get(device.deviceId) === device && this.#connected.delete(device.deviceId);
  }

  close(deviceId: string, reason: CloseReason): void {
    this.#connected.get(deviceId)?.connection.close(reason);
  }

  closeAll(reason: CloseReason): void {
    for (const { connection } of this.#connected.values()) connection.close(reason);
  }

  /** The device listens to methods now. */
  methodsWanted(deviceId: string): void {
    const connection = this.#listening(deviceId);
    if (!connection) return;

    const waiting = this.#waiting.get(deviceId) ?? [];
    this.#waiting.delete(deviceId);
    for (const found of waiting) found(connection);
  }

  /** The device's connection once it listens to methods; nothing if that takes longer than `timeoutMs`. */
  whenListening(deviceId: string, timeoutMs: number): Promise<DeviceConnection | undefined> {
    const connection = this.#listening(deviceId);
    if (connection || timeoutMs === 0) return Promise.resolve(connection);

    return new Promise(resolve => {
      const waiting = this.#waiting.get(deviceId) ?? new Set();
      this.#waiting.set(deviceId, waiting);
      const timer = setTimeout(() => {
        waiting.delete(found);
        if (waiting.size === 0 && this.#waiting.get(deviceId) === waiting) this.#waiting.delete(deviceId);
        resolve(undefined);
      }, timeoutMs);
      const found = (listening: DeviceConnection) => {
        clearTimeout(timer);
        resolve(listening);
      };
      waiting.add(found);
    });
  }

  #listening(deviceId: string): DeviceConnection | undefined {
    const connection = this.#connected.get(deviceId)?.connection;
    return connection?.acceptsMethods ? connection : undefined;
  }
}
