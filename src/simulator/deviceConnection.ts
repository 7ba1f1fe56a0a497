import { promisify } from 'node:util';
import { NoRetry } from 'azure-iot-common';
import { Client, type DeviceMethodRequest, type DeviceMethodResponse, Message, type Twin } from 'azure-iot-device';
import type { Json, JsonObject } from '../domain/json.ts';
import type { DeviceRoute } from '../protocol/simulatorProcess.ts';
import { type DeviceTransport, deviceTransport } from './deviceTransport.ts';
import { type HubSignIn, authenticationOf } from './hubSignIn.ts';
import { MethodHearing } from './methodHearing.ts';
import { settled } from './settled.ts';

export interface DeviceConnectionOptions {
  readonly signIn: HubSignIn;
  readonly route: DeviceRoute;
  readonly onMethod: (request: DeviceMethodRequest, response: DeviceMethodResponse) => void;
  /** All desired properties after connecting, then each change; with `$version`. */
  readonly onDesired: (desired: JsonObject) => void;
  /** The hub or the network ended the connection. Not called after {@link DeviceConnection.close}. */
  readonly onLost: (error: unknown) => void;
}

const openTimeoutMs = 30_000;
const closeTimeoutMs = 2_000;

/**
 * One connection of a device: a client of the official SDK that is used until it is lost, and then thrown away.
 *
 * The SDK can reconnect by itself, but it then subscribes only to methods again, not to the twin; says nothing of the
 * loss meanwhile; and gives up after four minutes. So a new connection is a new client, without retries of its own.
 */
export class DeviceConnection {
  readonly #client: Client;
  readonly #way: DeviceTransport;
  readonly #hearing: MethodHearing;
  #twin: Twin | undefined;
  readonly #lost = Promise.withResolvers<never>();
  #closed = false;

  private constructor(private readonly options: DeviceConnectionOptions) {
    // Whoever opens the connection waits for it; after that, nobody has to.
    this.#lost.promise.catch(() => undefined);
    const { signIn, route } = options;
    this.#way = deviceTransport(
      signIn,
      authenticationOf(signIn, error => this.#lose(error)),
      route,
    );
    this.#hearing = new MethodHearing(this.#way.transport);
    this.#client = new Client(this.#way.transport);
    this.#client.setRetryPolicy(new NoRetry());
    // Without a listener, an error in the background would end the process.
    this.#client.on('error', this.#lose);
    this.#client.on('disconnect', ({ transportObj }: { readonly transportObj?: unknown }) => this.#lose(transportObj));
  }

  /**
   * Connects, and listens to methods and desired properties.
   * @throws the SDK's error, ProxyError, or AbortError if `signal` says so.
   */
  static async open(options: DeviceConnectionOptions, signal: AbortSignal): Promise<DeviceConnection> {
    const connection = new DeviceConnection(options);
    const opening = connection.#open();
    try {
      const opened = Promise.race([opening, connection.#lost.promise]);
      await settled(opened, AbortSignal.any([signal, AbortSignal.timeout(openTimeoutMs)]));
      return connection;
    } catch (error) {
      if (signal.aborted) await connection.#giveUp(opening);
      else await connection.close();
      signal.throwIfAborted();
      throw connection.#way.tunnel?.problem ?? error;
    }
  }

  /** What the device has reported, as far as this connection knows. */
  get reported(): JsonObject {
    const { update: _, ...reported }: Record<string, Json> = this.#twin?.properties.reported ?? {};
    return reported;
  }

  /** Resolves when the hub has acknowledged the message. */
  async send(text: string): Promise<void> {
    const message = new Message(text);
    message.contentType = 'application/json';
    message.contentEncoding = 'utf-8';
    await this.#client.sendEvent(message);
  }

  /** Resolves when the hub has acknowledged the properties. */
  async report(patch: JsonObject): Promise<void> {
    const twin = this.#twin;
    if (!twin) throw new Error('The device is not connected.');

    await new Promise<void>((resolve, reject) => {
      twin.properties.reported['update'](patch, (error?: Error) => (error ? reject(error) : resolve()));
    });
  }

  /** Says goodbye to the hub, after all that was written before; does not wait long for it. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#hearing.listener = undefined;
    await settled(this.#client.close(), AbortSignal.timeout(closeTimeoutMs)).catch(() => undefined);
  }

  /**
   * Closes what is still being opened, once it is open: the SDK forgets a client that is closed while it connects, and
   * leaves its socket, and with it the process, open. Does not wait long for it.
   */
  async #giveUp(opening: Promise<void>): Promise<void> {
    this.#closed = true;
    const closed = opening.catch(() => undefined).then(() => this.close());
    await settled(closed, AbortSignal.timeout(closeTimeoutMs)).catch(() => undefined);
  }

  async #open(): Promise<void> {
    await this.#client.setOptions(this.#way.settings);
    await this.#client.open();

    this.#hearing.listener = this.options.onMethod;
    const { transport } = this.#way;
    await promisify(transport.enableMethods.bind(transport))();
    // Before the twin is read, so that no change falls in between.
    await promisify(transport.enableTwinDesiredPropertiesUpdates.bind(transport))();
    this.#twin = await this.#client.getTwin();
    this.#twin.on('error', this.#lose);
    this.#twin.on('properties.desired', this.#hearDesired);
  }

  readonly #lose = (error: unknown) => {
    if (this.#closed) return;
    this.#lost.reject(error);
    this.options.onLost(error);
  };

  readonly #hearDesired = (desired: JsonObject) => {
    if (!this.#closed) this.options.onDesired(desired);
  };
}
