import type { Duplex } from 'node:stream';
import type { IConnectPacket, Packet } from 'mqtt-packet';
import type { Log } from '../../log.ts';
import type { CloseReason, PresentedCertificate } from '../../iotHub/deviceSide.ts';
import { type Refused, returnCodes } from './connectRequest.ts';
import { PacketReader } from './packetReader.ts';
import { PacketWriter, type WriteRound } from './packetWriter.ts';
import type { Sweep, Swept } from './sweep.ts';

/** Why a connection ends. A client that breaks the rules is dropped: closed without a word. */
export type Ending =
  | { readonly why: CloseReason | 'disconnected' | 'tokenExpired' }
  | { readonly why: 'dropped'; readonly detail: string };

/** What a connection lends to the client that was let in. */
export interface MqttLine {
  readonly writer: PacketWriter;
  readonly end: (ending: Ending) => void;
}

/** A client whose CONNECT was good: its packets, and the end of its connection. */
export interface MqttClient {
  readonly name: string;
  handle(packet: Packet): void;
  /** Any sign of life, told about once a second. */
  touched(): void;
  ended(why: Ending['why']): void;
}

export interface Welcome {
  readonly client: MqttClient;
  /** How long the client may be silent. */
  readonly silenceMs: number;
  readonly expiresAtMs?: number;
  /** Tells the client that it is connected. */
  begin(): void;
}

/** Judges a CONNECT; `name` is for the log. */
export type Doorkeeper = (
  packet: IConnectPacket,
  presented: () => PresentedCertificate | undefined,
  line: MqttLine,
) => Welcome | (Refused & { readonly name?: string });

/** What all MQTT connections of a port share. */
export interface ConnectionContext {
  readonly doorkeeper: Doorkeeper;
  readonly log: Log;
  readonly now: () => number;
  readonly sweep: Sweep;
  readonly writeRound: WriteRound;
}

const handshakeMs = 10_000;
const lingerMs = 2000;
/** A client that takes nothing while this much waits for it is lost. */
const longestBacklogBytes = 8 * 1024 * 1024;

/** One network connection: bytes to packets and back, time limits, the way it ends. */
export class MqttConnection implements Swept {
  readonly #stream: Duplex;
  readonly #presented: () => PresentedCertificate | undefined;
  readonly #context: ConnectionContext;
  readonly #reader: PacketReader;
  readonly #writer: PacketWriter;
  #client: MqttClient | undefined;
  #ended = false;
  #heard = false;
  /** The connection is lost if it is silent until then, or was asked to close and did not. */
  #deadlineMs: number;
  #silenceMs = handshakeMs;
  #expiresAtMs = Infinity;

  constructor(stream: Duplex, presented: () => PresentedCertificate | undefined, context: ConnectionContext) {
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
    this.#client?.ended(ending.why);
  }

  sweep(nowMs: number): void {
    if (this.#heard && this.#client && !this.#ended) {
      this.#heard = false;
      this.#deadlineMs = nowMs + this.#silenceMs;
      this.#client.touched();
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

    if (this.#client) this.#client.handle(packet);
    else if (packet.cmd === 'connect') this.#connect(packet);
    // [MQTT-3.1.0-1]
    else this.end({ why: 'dropped', detail: `it began with ${packet.cmd}` });
  };

  #connect(packet: IConnectPacket): void {
    const line = { writer: this.#writer, end: (ending: Ending) => this.end(ending) };
    const verdict = this.#context.doorkeeper(packet, this.#presented, line);
    if ('refusal' in verdict) return this.#refuse(verdict);

    this.#client = verdict.client;
    this.#silenceMs = verdict.silenceMs;
    this.#expiresAtMs = verdict.expiresAtMs ?? Infinity;
    verdict.begin();
  }

  #refuse({ refusal, detail, name = 'an MQTT client' }: Refused & { readonly name?: string }): void {
    this.#context.log.warn(`Refused ${name}: ${detail}`);
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
    this.#context.log.debug(`MQTT connection of ${this.#client?.name ?? 'an unknown client'} ${text}`);
  }
}
