import type { Duplex } from 'node:stream';
import type { IConnectPacket, Packet } from 'mqtt-packet';
import type { CloseReason, DeviceCredentials, PresentedCertificate } from '../../iotHub/deviceSide.ts';
import { MqttDevice } from './mqttDevice.ts';
import type { ConnectRequest, Refused } from './connectRequest.ts';
import { readConnect, returnCodes } from './connectRequest.ts';
import type { MqttContext } from './mqttProtocol.ts';
import { PacketReader } from './packetReader.ts';
import { PacketWriter } from './packetWriter.ts';
import type { Swept } from './sweep.ts';

/** Why a connection ends. A client that breaks the rules is dropped: closed without a word. */
export type Ending =
  | { readonly why: CloseReason | 'disconnected' | 'tokenExpired' }
  | { readonly why: 'dropped'; readonly detail: string };

const handshakeMs = 10_000;
const lingerMs = 2000;
/** A client that takes nothing while this much waits for it is lost. */
const longestBacklogBytes = 8 * 1024 * 1024;

/** One network connection: bytes to packets and back, time limits, the way it ends. */
export class MqttConnection implements Swept {
  readonly #stream: Duplex;
  readonly #presented: () => PresentedCertificate | undefined;
  readonly #context: MqttContext;
  readonly #reader: PacketReader;
  readonly #writer: PacketWriter;
  #device: MqttDevice | undefined;
  #ended = false;
  #heard = false;
  /** The connection is lost if it is silent until then, or was asked to close and did not. */
  #deadlineMs: number;
  #silenceMs = handshakeMs;
  #expiresAtMs = Infinity;

  constructor(stream: Duplex, presented: () => PresentedCertificate | undefined, context: MqttContext) {
    this.#stream = stream;
    this.#presented = presented;
    this.#context = context;
    this.#writer = new PacketWriter(stream, context.writeRound);
    this.#deadlineMs = context.now() + handshakeMs;
    context.sweep.add(this);
    this.#reader = new PacketReader({
      packet: this.#handle,
      malformed: detail => this.end({ why: 'dropped', detail }),
    });
    stream.on('data', this.#receive);
    stream.on('error', error => context.log.debug(`MQTT connection: ${error.message}`));
    stream.once('close', this.#closed);
  }

  /** Ends the connection after what waits to be written. */
  end(ending: Ending): void {
    if (this.#ended) return;

    this.#ended = true;
    this.#deadlineMs = this.#context.now() + lingerMs;
    if (ending.why === 'dropped') this.#log(`dropped, because ${ending.detail}`);
    this.#writer.flush();
    this.#stream.end();
    this.#device?.ended(ending.why);
  }

  sweep(nowMs: number): void {
    if (this.#heard && this.#device && !this.#ended) {
      this.#heard = false;
      this.#deadlineMs = nowMs + this.#silenceMs;
      this.#device.touched();
    }
    if (nowMs >= this.#deadlineMs || this.#writer.backlog > longestBacklogBytes) this.#stream.destroy();
    else if (nowMs >= this.#expiresAtMs) this.end({ why: 'tokenExpired' });
  }

  readonly #receive = (chunk: Buffer): void => {
    if (this.#ended) return;

    this.#heard = true;
    try {
      this.#reader.read(chunk);
    } catch (error) {
      // A fault of ours, which must cost no more than the connection that brought it to light.
      this.#context.log.error(`MQTT: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      this.end({ why: 'dropped', detail: 'the hub failed' });
    }
  };

  readonly #handle = (packet: Packet): void => {
    if (this.#ended) return;

    if (this.#device) this.#device.handle(packet);
    else if (packet.cmd === 'connect') this.#connect(packet);
    // [MQTT-3.1.0-1]
    else this.end({ why: 'dropped', detail: `it began with ${packet.cmd}` });
  };

  #connect(packet: IConnectPacket): void {
    const request = readConnect(packet, this.#context.gateway.hostNames);
    if ('refusal' in request) return this.#refuse(request);

    const credentials = this.#credentials(packet);
    if (!credentials) return this.#refuse({ refusal: 'notAuthorized', detail: 'neither token nor certificate' });

    this.#admit(request, credentials);
  }

  #admit(request: ConnectRequest, credentials: DeviceCredentials): void {
    const device = new MqttDevice(request, { writer: this.#writer, end: ending => this.end(ending) }, this.#context);
    const admission = this.#context.gateway.connect(request.address, credentials, device);
    if (!admission.admitted) {
      const refusal = admission.reason === 'throttled' ? 'serverUnavailable' : 'notAuthorized';
      return this.#refuse({ refusal, detail: admission.detail }, request);
    }

    this.#device = device;
    this.#silenceMs = request.silenceMs;
    this.#expiresAtMs = admission.expiresAtMs ?? Infinity;
    device.begin(admission.session);
  }

  /** A token counts before a certificate. */
  #credentials({ password }: IConnectPacket): DeviceCredentials | undefined {
    if (password && password.length > 0) return { kind: 'sas', token: password.toString() };

    const certificate = this.#presented();
    return certificate && { kind: 'x509', certificate };
  }

  #refuse({ refusal, detail }: Refused, request?: ConnectRequest): void {
    const who = request ? `device "${request.address.deviceId}"` : 'an MQTT client';
    this.#context.log.warn(`Refused ${who}: ${detail}`);
    if (refusal !== 'dropped') {
      this.#writer.send({ cmd: 'connack', returnCode: returnCodes[refusal], sessionPresent: false });
    }
    this.end({ why: 'disconnected' });
  }

  /** Also runs when the other side is simply gone. */
  readonly #closed = (): void => {
    this.#context.sweep.delete(this);
    this.end({ why: 'dropped', detail: 'the connection was lost' });
  };

  #log(text: string): void {
    this.#context.log.debug(`MQTT connection of ${this.#device?.name ?? 'an unknown client'} ${text}`);
  }
}
