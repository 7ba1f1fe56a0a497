import type { Duplex } from 'node:stream';
import type { PresentedCertificate } from '../../iotHub/deviceSide.ts';
import type { Log } from '../../log.ts';
import type { DeviceProtocol } from '../port.ts';
import { type ConnectionContext, type Doorkeeper, MqttConnection } from './mqttConnection.ts';
import { WriteRound } from './packetWriter.ts';
import { Sweep } from './sweep.ts';

export interface MqttServerOptions {
  readonly doorkeeper: Doorkeeper;
  readonly log: Log;
  readonly now?: () => number;
}

/** MQTT 3.1.1 as Azure's services speak it: fixed topics, no retained messages, no QoS 2. */
export class MqttServer implements DeviceProtocol {
  readonly #context: ConnectionContext;
  readonly #connections = new Set<MqttConnection>();

  constructor({ doorkeeper, log, now = Date.now }: MqttServerOptions) {
    this.#context = { doorkeeper, log, now, sweep: new Sweep(now), writeRound: new WriteRound() };
  }

  /**
   * Serves a client on a stream, whatever the stream runs over.
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

  /** Ends all connections, as a service that stops does. */
  close(): void {
    for (const connection of this.#connections) connection.end({ why: 'hubStopping' });
  }
}
