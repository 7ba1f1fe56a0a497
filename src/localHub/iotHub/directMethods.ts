import { directMethodLimits } from '../../domain/directMethod.ts';
import { isDeeperThan, type Json } from '../../domain/json.ts';
import type { Connections } from './connections.ts';
import type { DeviceConnection } from './deviceSide.ts';
import { HubFault } from './hubFault.ts';
import { type MethodCall, parseMethodCall } from './methodCall.ts';
import type { Registry } from './registry.ts';

const { payloadBytes } = directMethodLimits;
/** Deeper ones are read by JSON.parse and cannot be written again: in an answer, or in the store of a job. */
const deepestAnswer = 100;

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
  readonly #now: () => number;
  readonly #pending = new Map<string, PendingCall>();
  #lastRequestId = 0;

  constructor(registry: Registry, connections: Connections, now: () => number) {
    this.#registry = registry;
    this.#connections = connections;
    this.#now = now;
  }

  /**
   * Calls a method of a device and waits for the answer.
   * @throws HubFault ArgumentInvalid, MessageTooLarge, DeviceNotFound (404001), DeviceDisabled (403012),
   * DeviceNotOnline (404103), GatewayTimeout (504101)
   */
  async invoke(name: string, body: unknown): Promise<MethodAnswer> {
    return this.call(name, parseMethodCall(body));
  }

  /** As {@link DirectMethods.invoke}; `untilMs` ends the wait for the device and for its answer, if it comes first. */
  async call(name: string, call: MethodCall, untilMs = Number.POSITIVE_INFINITY): Promise<MethodAnswer> {
    if (!this.#registry.isEnabled(name)) {
      throw new HubFault('DeviceDisabled', `The device "${name}" is disabled.`);
    }
    const leftMs = () => Math.max(0, untilMs - this.#now());
    const connection = await this.#connectionOf(name, Math.min(call.connectTimeoutMs, leftMs()));
    return this.#send(name, connection, call, Math.min(call.responseTimeoutMs, leftMs()));
  }

  /** What a device answered. An answer that nobody waits for is dropped. */
  answered(name: string, requestId: string, status: number, payload: Buffer): void {
    const call = this.#pending.get(requestId);
    if (call?.name === name) call.answered(status, payload);
  }

  async #connectionOf(name: string, timeoutMs: number): Promise<DeviceConnection> {
    const connection = await this.#connections.whenListening(name, timeoutMs);
    if (connection) return connection;

    const timeout = new Date(timeoutMs).toISOString().slice(11, 19);
    throw new HubFault(
      'DeviceNotOnline',
      timeoutMs > 0
        ? 'Timed out waiting for device to connect.'
        : "The operation failed because the requested device isn't online or hasn't registered the direct method callback. To learn more, see https://aka.ms/iothub404103",
      { timeout },
    );
  }

  #send(name: string, connection: DeviceConnection, call: MethodCall, timeoutMs: number): Promise<MethodAnswer> {
    const { methodName, payload } = call;
    const requestId = String(++this.#lastRequestId);

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
      connection.invokeMethod({ requestId, methodName, payload });
    });
  }
}

/** An empty answer is `null`; one that is no JSON, too long or too deep is the device's fault. */
function parseAnswer(payload: Buffer): Json | HubFault {
  if (payload.length === 0) return null;
  if (payload.length > payloadBytes) {
    return new HubFault('InvalidDeviceResponse', `The device answered with more than ${payloadBytes} bytes.`);
  }
  const answer = parseJson(payload.toString('utf8'));
  if (answer === undefined) {
    return new HubFault('InvalidDeviceResponse', 'The device answered with a payload that is not JSON.');
  }
  if (!isDeeperThan(deepestAnswer, answer)) return answer;
  return new HubFault('InvalidDeviceResponse', `The device answered with more than ${deepestAnswer} levels of JSON.`);
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function timedOut(): HubFault {
  return new HubFault('GatewayTimeout', 'Timed out waiting for the response from device.');
}
