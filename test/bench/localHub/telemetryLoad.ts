// The load of the telemetry figure: each device sends its next message as soon as the last one is acknowledged.
import type { TLSSocket } from 'node:tls';
import { setTimeout as wait } from 'node:timers/promises';
import { generate } from 'mqtt-packet';
import { serveDuties } from '../worker.ts';
import { type Device, type Target, mqttConnect } from './mqttConnect.ts';

export interface ConnectJob {
  /** By which {@link TelemetryLoad.send} knows the server. */
  readonly server: string;
  readonly target: Target;
  readonly devices: readonly Device[];
  readonly payloadBytes: number;
}

export interface SendJob {
  readonly server: string;
  /** How long to send before it counts, and how long it then counts. */
  readonly settleMs: number;
  readonly measureMs: number;
}

export type TelemetryLoad = {
  connect(job: ConnectJob): Promise<void>;
  /** Gives the acknowledged messages per second. The connections stay, and are silent afterwards. */
  send(job: SendJob): Promise<number>;
};

const pubackLength = 4;
const sendersOf = new Map<string, readonly Sender[]>();

serveDuties({
  async connect({ server, target, devices, payloadBytes }: ConnectJob) {
    const payload = Buffer.alloc(payloadBytes, 'x');
    const connecting = devices.map(
      async device => new Sender(await mqttConnect(target, device), device.deviceId, payload),
    );
    sendersOf.set(server, await Promise.all(connecting));
  },

  async send({ server, settleMs, measureMs }: SendJob) {
    const senders = sendersOf.get(server) ?? [];
    for (const sender of senders) sender.start();
    await wait(settleMs);
    const acknowledged = () => senders.reduce((sum, sender) => sum + sender.acknowledged, 0);
    const [startedMs, before] = [performance.now(), acknowledged()];
    await wait(measureMs);
    const perSecond = ((acknowledged() - before) * 1000) / (performance.now() - startedMs);

    await Promise.all(senders.map(sender => sender.stop()));
    return perSecond;
  },
} satisfies TelemetryLoad);

/** One device with one message in flight. The packet is made once; only its identifier changes. */
class Sender {
  acknowledged = 0;
  readonly #socket: TLSSocket;
  readonly #packet: Buffer;
  readonly #identifierAt: number;
  #identifier = 0;
  #received = 0;
  #stopped: (() => void) | undefined;

  constructor(socket: TLSSocket, deviceId: string, payload: Buffer) {
    const topic = `devices/${deviceId}/messages/events/`;
    this.#socket = socket;
    this.#packet = generate({ cmd: 'publish', qos: 1, dup: false, retain: false, messageId: 1, topic, payload });
    this.#identifierAt = this.#packet.length - payload.length - 2;
    socket.on('data', this.#receive);
    socket.on('close', () => console.error(`${deviceId} was disconnected.`));
  }

  start(): void {
    this.#stopped = undefined;
    this.#send();
  }

  /** Resolves when the last message is acknowledged. */
  stop(): Promise<void> {
    return new Promise(resolve => {
      this.#stopped = resolve;
    });
  }

  readonly #receive = (chunk: Buffer): void => {
    this.#received += chunk.length;
    if (this.#received < pubackLength) return;

    this.#received -= pubackLength;
    this.acknowledged++;
    if (this.#stopped) this.#stopped();
    else this.#send();
  };

  #send(): void {
    this.#identifier = (this.#identifier % 0xffff) + 1;
    this.#packet.writeUInt16BE(this.#identifier, this.#identifierAt);
    this.#socket.write(this.#packet);
  }
}
