import { randomUUID } from 'node:crypto';
import type { CloudToDeviceTable, StoredCloudToDeviceMessage } from '../store/cloudToDeviceTable.ts';
import type { DeviceConnection, DeviceMessage } from './deviceSide.ts';
import { HubFault } from './hubFault.ts';

/** Limits of cloud-to-device messages: IoT Hub, "Send cloud-to-device messages", defaults of the hub's settings. */
const cloudToDeviceLimits = {
  pendingMessages: 50,
  deliveries: 10,
  timeToLiveMs: 3_600_000,
  messageBytes: 64 * 1024,
} as const;

/** Messages that wait for devices: delivered in order, locked while a connection has them, gone when completed. */
export class CloudToDeviceQueue {
  readonly #table: CloudToDeviceTable;
  readonly #now: () => number;
  readonly #counts: Map<string, number>;
  readonly #locked = new Map<string, Map<string, number>>();

  constructor(table: CloudToDeviceTable, now: () => number) {
    this.#table = table;
    this.#now = now;
    this.#counts = new Map(table.counts());
  }

  count(deviceId: string): number {
    return this.#counts.get(deviceId) ?? 0;
  }

  /** @throws HubFault DeviceMaximumQueueDepthExceeded (403004), MessageTooLarge (413001) */
  enqueue(deviceId: string, message: DeviceMessage): void {
    if (message.body.length > cloudToDeviceLimits.messageBytes) {
      throw new HubFault('MessageTooLarge', 'A message to a device may have 64 KB.');
    }
    if (this.count(deviceId) >= cloudToDeviceLimits.pendingMessages) {
      throw new HubFault('DeviceMaximumQueueDepthExceeded', `"${deviceId}" has 50 messages that wait for it.`);
    }

    const { systemProperties, properties, body } = message;
    const enqueuedMs = this.#now();
    this.#table.add({
      deviceId,
      lockToken: randomUUID(),
      enqueuedMs,
      expiresMs: enqueuedMs + cloudToDeviceLimits.timeToLiveMs,
      deliveryCount: 0,
      properties: JSON.stringify({ systemProperties, properties }),
      body,
    });
    this.#counts.set(deviceId, this.count(deviceId) + 1);
  }

  /** Hands what waits and is not locked to a connection that listens. */
  deliver(deviceId: string, connection: DeviceConnection): void {
    if (!connection.acceptsMessages || this.count(deviceId) === 0) return;

    const locked = this.#locked.get(deviceId) ?? new Map<string, number>();
    this.#locked.set(deviceId, locked);
    for (const message of this.#table.waiting(deviceId)) {
      if (locked.has(message.lockToken)) continue;
      if (this.#isDead(message)) this.#forget(deviceId, message.sequence);
      else {
        locked.set(message.lockToken, message.sequence);
        this.#table.countDelivery(message.sequence);
        connection.deliverMessage(toMessage(message));
      }
    }
  }

  complete(deviceId: string, lockToken: string): void {
    const locked = this.#locked.get(deviceId);
    const sequence = locked?.get(lockToken);
    if (sequence === undefined) return;

    locked?.delete(lockToken);
    this.#forget(deviceId, sequence);
  }

  /** The connection that had them is gone: its messages wait again. */
  unlock(deviceId: string): void {
    this.#locked.delete(deviceId);
  }

  /** The device left the registry. */
  purge(deviceId: string): void {
    this.#table.deleteOf(deviceId);
    this.#counts.delete(deviceId);
    this.#locked.delete(deviceId);
  }

  #isDead(message: StoredCloudToDeviceMessage): boolean {
    return message.expiresMs <= this.#now() || message.deliveryCount >= cloudToDeviceLimits.deliveries;
  }

  #forget(deviceId: string, sequence: number): void {
    this.#table.delete(sequence);
    this.#counts.set(deviceId, Math.max(0, this.count(deviceId) - 1));
  }
}

function toMessage(stored: StoredCloudToDeviceMessage) {
  const { systemProperties, properties } = JSON.parse(stored.properties) as Pick<
    DeviceMessage,
    'systemProperties' | 'properties'
  >;
  return { lockToken: stored.lockToken, systemProperties, properties, body: Buffer.from(stored.body) };
}
