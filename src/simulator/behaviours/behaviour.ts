import type { Json, JsonObject } from '../../domain/json.ts';
import type { SimulationSettings } from '../../protocol/simulatorRun.ts';

/** What a device answers to a direct method. */
export interface MethodAnswer {
  /** As in HTTP; 0 is not possible with the device SDK. */
  readonly status: number;
  readonly payload?: Json;
}

/** What a behaviour can do with the device that was called, over the connection by which the call came. */
export interface CalledDevice {
  readonly settings: SimulationSettings;
  /** Reports properties; resolves when the hub has them. */
  report(patch: JsonObject): Promise<void>;
  /** @throws AbortError when the connection ends: whoever called is no longer there. */
  wait(ms: number): Promise<void>;
  /** Shows the device as busy with a reboot; it sends no messages meanwhile. */
  beginReboot(): void;
  /** Disconnects, stays away for a while (`settings.offlineMs`) and comes back. */
  restart(): void;
  /** A provisioning service gave it its hub. */
  readonly provisioned: boolean;
  /** Disconnects, and asks the provisioning service for its hub again. */
  provisionAgain(): void;
  note(text: string): void;
  now(): Date;
}

/** How a device behaves when one direct method is called. */
export interface Behaviour {
  readonly methodName: string;
  answer(payload: Json, device: CalledDevice): Promise<MethodAnswer> | MethodAnswer;
  /** What the device does once its answer is on its way; only after a status of 200. */
  afterwards?(payload: Json, device: CalledDevice): Promise<void>;
}
