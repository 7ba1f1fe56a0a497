import { targetConditions } from './targetConditions.ts';

/** Conditions that together select these devices, as few as fit into what the service takes. */
export function deviceIdConditions(deviceIds: readonly string[]): readonly string[] {
  return targetConditions(deviceIds.map(deviceId => ({ deviceId }))).map(({ condition }) => condition);
}
