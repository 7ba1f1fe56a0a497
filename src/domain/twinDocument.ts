import type { DeviceTwin } from './device.ts';

/** A twin as a document: the members of the service's REST API, in the order in which people look for them. */
export function twinDocument({ tags, desired, reported, ...identity }: DeviceTwin): string {
  return `${JSON.stringify({ ...identity, tags, properties: { desired, reported } }, undefined, 2)}\n`;
}
