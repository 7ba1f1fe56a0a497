import type { Duplex } from 'node:stream';
import type { DeviceGateway, PresentedCertificate } from '../../iotHub/deviceSide.ts';
import type { Log } from '../../log.ts';
import { MqttConnection } from './mqttConnection.ts';
import { WriteRound } from './packetWriter.ts';
import { Sweep } from './sweep.ts';
import type { Unacknowledged } from './unacknowledged.ts';

/** What all MQTT connections of a hub share. */
export interface MqttContext {
  readonly gateway: DeviceGateway;
  readonly log: Log;
  readonly now: () => number;
  readonly sweep: Sweep;
  readonly writeRound: WriteRound;
  /** What devices with persistent sessions had not acknowledged when they were lost, by client id. */
  readonly unacknowledged: Map<string, Unacknowledged>;
}

export interface MqttOptions {
  readonly gateway: DeviceGateway;
  readonly log: Log;
  readonly now?: () => number;
}

/** MQTT 3.1.1 as an IoT hub speaks it: fixed topics, no retained messages, no QoS 2. */
export class MqttProtocol {
  readonly #context: MqttContext;
  readonly #connections = new Set<MqttConnection>();

  constructor({ gateway, log, now = Date.now }: MqttOptions) {
    const sweep = new Sweep(now);
    this.#context = { gateway, log, now, sweep, writeRound: new WriteRound(), unacknowledged: new Map() };
  }

  /**
   * Serves a device on a stream, whatever the stream runs over.
   * @param presented the certificate that the client showed, if it showed one.
   */
  accept(stream: Duplex, presented: () => PresentedCertificate | undefined): void {
    const connection = new MqttConnection(stream, presented, this.#context);
    this.#connections.add(connection);
    stream.once('close', () => this.#connections.delete(connection));
  }

  /** Looks after all time limits; happens by itself about once a second. */
  sweep(): void {
    this.#context.sweep.run();
  }

  /** Ends all connections, as a hub that stops does. */
  close(): void {
    for (const connection of this.#connections) connection.end({ why: 'hubStopping' });
  }
}
