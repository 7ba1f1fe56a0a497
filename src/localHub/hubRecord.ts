import * as z from 'zod/mini';
import { tiers } from '../protocol/localHub.ts';

/** A hub's tier and how many units of it there are. */
export const hubSku = z.object({ tier: z.enum(tiers), units: z.int().check(z.positive()) });
export type HubSku = z.infer<typeof hubSku>;

/** What is known of a hub besides what is in its own store. */
export const hubRecord = z.object({
  /** Hubs of the command line are served only while it names them, the others until they are deleted. */
  madeBy: z.enum(['commandLine', 'resourceManager']),
  /** Absent: the tier of the command line. */
  sku: z.optional(hubSku),
  createdMs: z.number(),
});
export type HubRecord = z.infer<typeof hubRecord>;
