import { isJsonObject } from '../../domain/json.ts';
import type { SessionTable } from '../store/sessionTable.ts';
import type { Store } from '../store/store.ts';
import type { TelemetryLog } from '../store/telemetryLog.ts';
import type { CloudToDeviceQueue } from './cloudToDeviceQueue.ts';
import type { ConnectedDevice, Connections } from './connections.ts';
import type { DeviceMessage, DeviceSession, DeviceSideError } from './deviceSide.ts';
import type { DirectMethods } from './directMethods.ts';
import { HubFault } from './hubFault.ts';
import type { MessageMeter } from './messageMeter.ts';
import type { Registry } from './registry.ts';
import type { Twins } from './twins.ts';

/** The parts of a hub that a connected device uses. */
export interface HubParts {
  readonly store: Store;
  readonly now: () => number;
  readonly registry: Registry;
  readonly twins: Twins;
  readonly methods: DirectMethods;
  readonly messages: CloudToDeviceQueue;
  readonly telemetry: TelemetryLog;
  readonly sessions: SessionTable;
  readonly connections: Connections;
  readonly meter: MessageMeter;
  /** Writes the times of the device's last activity and connection. */
  readonly keepActivity: (device: ConnectedDevice) => void;
}

/** One device's side of the hub, from its admission until {@link Session.closed}. */
export class Session implements DeviceSession {
  readonly #device: ConnectedDevice;
  readonly #hub: HubParts;

  constructor(device: ConnectedDevice, hub: HubParts) {
    this.#device = device;
    this.#hub = hub;
  }

  sendTelemetry(message: DeviceMessage, committed: () => void): void {
    this.touched();
    this.#hub.meter.add(message.body.length);
    this.#hub.telemetry.append(this.#device.name, message, committed);
  }

  getTwin(): string {
    const { desired, desiredVersion, reported, reportedVersion } = this.#hub.registry.get(this.#device.name);
    return `{"desired":${withVersion(desired, desiredVersion)},"reported":${withVersion(reported, reportedVersion)}}`;
  }

  patchReported(patch: Buffer, committed: (result: { readonly version: number } | DeviceSideError) => void): void {
    this.touched();
    const result = this.#applyReported(patch);
    this.#hub.store.onCommitted(() => committed(result));
  }

  answerMethod(requestId: string, status: number, payload: Buffer): void {
    this.#hub.methods.answered(this.#device.name, requestId, status, payload);
  }

  methodsWanted(): void {
    this.#hub.connections.methodsWanted(this.#device.name);
  }

  messagesWanted(): void {
    this.#hub.messages.deliver(this.#device.name, this.#device.connection);
  }

  completeMessage(lockToken: string): void {
    this.#hub.messages.complete(this.#device.name, lockToken);
  }

  subscriptions(): readonly string[] {
    return this.#hub.sessions.get(this.#device.name);
  }

  keepSubscriptions(filters: readonly string[], committed: () => void): void {
    this.#hub.sessions.put(this.#device.name, filters);
    this.#hub.store.onCommitted(committed);
  }

  touched(): void {
    this.#device.lastActivityMs = this.#hub.now();
  }

  closed(): void {
    if (!this.#hub.connections.remove(this.#device)) return;

    this.#hub.messages.unlock(this.#device.name);
    this.#hub.keepActivity(this.#device);
  }

  #applyReported(patch: Buffer): { readonly version: number } | DeviceSideError {
    try {
      return { version: this.#hub.twins.patchReported(this.#device.name, parsePatch(patch)) };
    } catch (error) {
      if (!(error instanceof HubFault)) throw error;
      return { status: error.httpStatus, errorCode: error.errorCode, message: error.message };
    }
  }
}

function parsePatch(patch: Buffer) {
  const value = parseJson(patch.toString('utf8'));
  if (isJsonObject(value)) return value;

  throw new HubFault('ArgumentInvalid', 'Reported properties are a JSON object.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withVersion(properties: string, version: number): string {
  return properties === '{}' ? `{"$version":${version}}` : `${properties.slice(0, -1)},"$version":${version}}`;
}
