import type { DeviceMethodRequest, DeviceMethodResponse } from 'azure-iot-device';
import type { JsonObject } from '../domain/json.ts';
import { acknowledgementOf } from './behaviours/acknowledgeDesired.ts';
import type { DeviceConnection } from './deviceConnection.ts';
import { answerMethodCall } from './methodCall.ts';
import type { DeviceRecord, Surroundings } from './surroundings.ts';
import { Telemetry } from './telemetry.ts';

/** Why a session ended. */
export type SessionEnd =
  | { readonly kind: 'lost'; readonly error: unknown }
  | { readonly kind: 'restart' }
  /** To ask the provisioning service again. */
  | { readonly kind: 'provision' }
  | { readonly kind: 'stopped' };

/**
 * The time of a device from one connection to its end: sends messages, answers methods, acknowledges desired properties.
 */
export class DeviceSession {
  readonly #connected = Promise.withResolvers<DeviceConnection>();
  readonly #ended = Promise.withResolvers<SessionEnd>();
  /** Stops what still goes on when the session ends. */
  readonly #ending = new AbortController();
  #telemetry: Telemetry | undefined;

  constructor(
    private readonly record: DeviceRecord,
    private readonly surroundings: Surroundings,
    private readonly provisioned: boolean,
  ) {}

  /** What the connection is opened with. They may be called before it is known to be open. */
  readonly listeners = {
    onMethod: (request: DeviceMethodRequest, response: DeviceMethodResponse) => void this.#answer(request, response),
    onDesired: (desired: JsonObject) => void this.#acknowledge(desired),
    onLost: (error: unknown) => this.end({ kind: 'lost', error }),
  };

  /** Lives until the session ends, and closes the connection. */
  async live(connection: DeviceConnection): Promise<SessionEnd> {
    this.record.change({ state: 'connected' });
    this.record.log('connection', 'connected');
    this.#connected.resolve(connection);
    this.#telemetry = new Telemetry(connection, this.record, this.surroundings);
    this.#telemetry.start();

    const end = await this.#ended.promise;
    await connection.close();
    return end;
  }

  /** The first call decides. */
  end(end: SessionEnd): void {
    this.#telemetry?.stop();
    this.#ended.resolve(end);
    this.#ending.abort();
  }

  settingsChanged(): void {
    this.#telemetry?.settingsChanged();
  }

  async #answer(request: DeviceMethodRequest, response: DeviceMethodResponse): Promise<void> {
    await answerMethodCall(request, response, {
      connection: await this.#connected.promise,
      record: this.record,
      surroundings: this.surroundings,
      ending: this.#ending.signal,
      restart: () => this.end({ kind: 'restart' }),
      provisioned: this.provisioned,
      provisionAgain: () => this.end({ kind: 'provision' }),
    });
  }

  async #acknowledge(desired: JsonObject): Promise<void> {
    const connection = await this.#connected.promise;
    const acknowledgement = acknowledgementOf(desired, connection.reported);
    if (!acknowledgement) return;

    const version = JSON.stringify(desired['$version']);
    this.record.log('twin', `desired properties changed (version ${version}): ${JSON.stringify(acknowledgement)}`);
    try {
      await connection.report(acknowledgement);
      this.record.log('twin', `acknowledged version ${version} in reported properties`);
    } catch (error) {
      this.record.log('problem', `version ${version} not acknowledged: ${String(error)}`);
    }
  }
}
