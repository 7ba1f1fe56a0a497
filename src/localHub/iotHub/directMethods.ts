import * as z from 'zod/mini';
import { directMethodLimits } from '../../domain/directMethod.ts';
import type { Json } from '../../domain/json.ts';
import type { Connections } from './connections.ts';
import type { DeviceConnection } from './deviceSide.ts';
import { HubFault } from './hubFault.ts';
import type { Registry } from './registry.ts';

const { responseTimeoutInSeconds: response, connectTimeoutInSeconds: connect, payloadBytes } = directMethodLimits;
const seconds = ({ least, most }: { least: number; most: number }) =>
  z.optional(z.nullable(z.int().check(z.minimum(least), z.maximum(most))));

const methodRequest = z.object({
  // Printable ASCII without separators; documented for the names and values of methods and jobs.
  methodName: z.string().check(z.regex(/^[!#$%&'*+\-.0-9A-Z^_`a-z|~]{1,100}$/)),
  payload: z.optional(z.json()),
  responseTimeoutInSeconds: seconds(response),
  connectTimeoutInSeconds: seconds(connect),
});

type MethodRequest = z.infer<typeof methodRequest>;

export interface MethodAnswer {
  readonly status: number;
  readonly payload: Json;
}

interface PendingCall {
  readonly name: string;
  answered(status: number, payload: Buffer): void;
}

/**
 * Direct methods under way. A call waits for its answer until its time is over, also over a reconnection of the device.
 * Assumed, because no source says: an answer counts whichever connection of the device brings it.
 */
export class DirectMethods {
  readonly #registry: Registry;
  readonly #connections: Connections;
  readonly #pending = new Map<string, PendingCall>();
  #lastRequestId = 0;

  constructor(registry: Registry, connections: Connections) {
    this.#registry = registry;
    this.#connections = connections;
  }

  /**
   * Calls a method of a device and waits for the answer.
   * @throws HubFault ArgumentInvalid, MessageTooLarge, DeviceNotFound (404001), DeviceDisabled (403012),
   * DeviceNotOnline (404103), GatewayTimeout (504101)
   */
  async invoke(name: string, body: unknown): Promise<MethodAnswer> {
    const request = parseMethodRequest(body);
    const payload = Buffer.from(JSON.stringify(request.payload ?? null));
    if (payload.length > payloadBytes) {
      throw new HubFault('MessageTooLarge', `The payload has ${payload.length} bytes. It may have ${payloadBytes}.`);
    }
    if (!this.#registry.isEnabled(name)) {
      throw new HubFault('DeviceDisabled', `The device "${name}" is disabled.`);
    }

    const connection = await this.#connectionOf(name, request.connectTimeoutInSeconds ?? connect.default);
    return this.#call(name, connection, request, payload);
  }

  /** What a device answered. An answer that nobody waits for is dropped. */
  answered(name: string, requestId: string, status: number, payload: Buffer): void {
    const call = this.#pending.get(requestId);
    if (call?.name === name) call.answered(status, payload);
  }

  async #connectionOf(name: string, connectTimeoutInSeconds: number): Promise<DeviceConnection> {
    const connection = await this.#connections.whenListening(name, connectTimeoutInSeconds * 1000);
    if (connection) return connection;

    const timeout = new Date(connectTimeoutInSeconds * 1000).toISOString().slice(11, 19);
    throw new HubFault(
      'DeviceNotOnline',
      connectTimeoutInSeconds > 0
        ? 'Timed out waiting for device to connect.'
        : "The operation failed because the requested device isn't online or hasn't registered the direct method callback. To learn more, see https://aka.ms/iothub404103",
      { timeout },
    );
  }

  #call(name: string, connection: DeviceConnection, request: MethodRequest, payload: Buffer): Promise<MethodAnswer> {
    const requestId = String(++this.#lastRequestId);
    const timeoutMs = (request.responseTimeoutInSeconds ?? response.default) * 1000;

    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void) => {
        clearTimeout(timer);
        this.#pending.delete(requestId);
        outcome();
      };
      const timer = setTimeout(() => settle(() => reject(timedOut())), timeoutMs);
      this.#pending.set(requestId, {
        name,
        answered: (status, answer) =>
          settle(() => {
            const parsed = parseAnswer(answer);
            if (parsed instanceof HubFault) reject(parsed);
            else resolve({ status, payload: parsed });
          }),
      });
      connection.invokeMethod({ requestId, methodName: request.methodName, payload });
    });
  }
}

function parseMethodRequest(body: unknown): MethodRequest {
  const parsed = z.safeParse(methodRequest, body);
  if (parsed.success) return parsed.data;

  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new HubFault('ArgumentInvalid', field === '' ? 'The body is not a method call.' : `"${field}" is not valid.`);
}

/** An empty answer is `null`; one that is no JSON, or too long, is the device's fault. */
function parseAnswer(payload: Buffer): Json | HubFault {
  if (payload.length === 0) return null;
  if (payload.length > payloadBytes) {
    return new HubFault('InvalidDeviceResponse', `The device answered with more than ${payloadBytes} bytes.`);
  }
  try {
    return JSON.parse(payload.toString('utf8')) as Json;
  } catch {
    return new HubFault('InvalidDeviceResponse', 'The device answered with a payload that is not JSON.');
  }
}

function timedOut(): HubFault {
  return new HubFault('GatewayTimeout', 'Timed out waiting for the response from device.');
}
