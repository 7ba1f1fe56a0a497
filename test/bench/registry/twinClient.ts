import { once } from 'node:events';
import type { TLSSocket } from 'node:tls';
import { generate } from 'mqtt-packet';
import { type Device, type Target, mqttConnect } from '../localHub/mqttConnect.ts';

const publishType = 3;

/** What a device asks of its twin. Made once: the load must cost less than its server. */
export const twinPackets = {
  read: publish('$iothub/twin/GET/?$rid=1', ''),
  patch: publish(
    '$iothub/twin/PATCH/properties/reported/?$rid=1',
    JSON.stringify({ temperature: 21.5, firmware: { status: 'downloading' } }),
  ),
} as const;

/** A device that asks for its twin with one request in flight. It costs little: it reads of answers only how long they are. */
export class TwinClient {
  readonly #socket: TLSSocket;
  #received: Buffer = Buffer.alloc(0);
  #answered: (() => void) | undefined;

  private constructor(socket: TLSSocket) {
    this.#socket = socket;
    socket.on('data', this.#receive);
  }

  static async connect(target: Target, device: Device): Promise<TwinClient> {
    const socket = await mqttConnect(target, device);
    socket.write(
      generate({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '$iothub/twin/res/#', qos: 0 }] }),
    );
    await once(socket, 'data');
    return new TwinClient(socket);
  }

  /** @param packet one of {@link twinPackets}. */
  ask(packet: Buffer): Promise<void> {
    this.#socket.write(packet);
    return new Promise(resolve => (this.#answered = resolve));
  }

  close(): void {
    this.#socket.destroy();
  }

  readonly #receive = (chunk: Buffer): void => {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    for (let end = packetEnd(this.#received); end !== undefined; end = packetEnd(this.#received)) {
      const type = (this.#received[0] ?? 0) >> 4;
      this.#received = this.#received.subarray(end);
      if (type === publishType) this.#answered?.();
    }
  };
}

/** Where the first packet ends; nothing while it is not there whole [MQTT-2.2.3]. */
function packetEnd(bytes: Buffer): number | undefined {
  let length = 0;
  for (let at = 1; at < Math.min(bytes.length, 5); at++) {
    const byte = bytes[at] ?? 0;
    length += (byte & 0x7f) * 128 ** (at - 1);
    if (byte < 0x80) return at + 1 + length <= bytes.length ? at + 1 + length : undefined;
  }
  return undefined;
}

function publish(topic: string, payload: string): Buffer {
  return generate({ cmd: 'publish', qos: 0, dup: false, retain: false, topic, payload: Buffer.from(payload) });
}
