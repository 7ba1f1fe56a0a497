import type { Json } from './json.ts';

/** A direct method call, in the words of the service's REST API. */
export interface DirectMethodCall {
  readonly methodName: string;
  /** Absent or `null`: no payload. At most 128 KB as JSON. */
  readonly payload?: Json;
  /** How long to wait for the answer: 5 to 300 s. */
  readonly responseTimeoutInSeconds: number;
  /** How long to wait for the device to connect: 0 (it must be connected now) to 300 s. */
  readonly connectTimeoutInSeconds: number;
}

/** What the device answered. */
export interface DirectMethodResult {
  readonly status: number;
  readonly payload: Json;
}

/** Limits of direct methods: IoT Hub developer guide, "direct methods" and "quotas and throttling". */
export const directMethodLimits = {
  responseTimeoutInSeconds: { least: 5, most: 300, default: 30 },
  connectTimeoutInSeconds: { least: 0, most: 300, default: 0 },
  payloadBytes: 128 * 1024,
} as const;
