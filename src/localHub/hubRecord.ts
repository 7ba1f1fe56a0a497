import * as z from 'zod/mini';
import { tiers } from '../protocol/localHub.ts';

/** A hub's tier and how many units of it there are. */
const hubSku = z.object({ tier: z.enum(tiers), units: z.int().check(z.positive()) });
export type HubSku = z.infer<typeof hubSku>;

/** What the resource manager knows of a hub. */
const hubAttributes = z.object({
  /** Absent: the tier of the command line. */
  sku: z.optional(hubSku),
  resourceGroup: z.string(),
  location: z.string(),
  tags: z.record(z.string(), z.string()),
});
export type HubAttributes = z.infer<typeof hubAttributes>;

/** What is known of a hub besides what is in its own store. */
export const hubRecord = z.extend(hubAttributes, {
  /** Hubs of the command line are served only while it names them, the others until they are deleted. */
  madeBy: z.enum(['commandLine', 'resourceManager']),
  createdMs: z.number(),
  /** How often it was changed. */
  changes: z.number(),
});
export type HubRecord = z.infer<typeof hubRecord>;

/** The group and place of hubs that the command line names. */
export const home = { resourceGroup: 'local', location: 'local' } as const;
