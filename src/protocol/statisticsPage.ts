/** What the page "Statistics" and its host say to each other. */
import * as z from 'zod/mini';
import type { ProtocolSchemas } from './schemas.ts';

/** How many devices a hub had at a moment. */
export const countPoint = z.object({
  atMs: z.number(),
  total: z.int(),
  enabled: z.int(),
  disabled: z.int(),
  connected: z.int(),
});
export type CountPoint = z.infer<typeof countPoint>;

/** What has a name and a number: a group of devices, jobs in a state. */
const share = z.object({ name: z.string(), count: z.int() });
export type Share = z.infer<typeof share>;

/** How much of a limit is used; nothing where one of the two is not known. */
const usageRow = z.object({ name: z.string(), used: z.nullable(z.number()), limit: z.nullable(z.number()) });
export type UsageRow = z.infer<typeof usageRow>;

/** Rows, or a sentence that says why they are not known and what would make them known. */
const known = <Row extends z.ZodMiniType>(row: Row) => z.object({ rows: z.array(row), why: z.nullable(z.string()) });

export const statisticsState = z.object({
  hubId: z.string(),
  hubName: z.string(),
  /** From old to new; empty before the first look. */
  points: z.array(countPoint),
  /** `S1, 2 units`; nothing if it is not known. */
  tier: z.nullable(z.string()),
  /** What was used today, and the most that the tier allows. */
  usage: known(usageRow),
  /** Jobs by their state. */
  jobs: known(share),
  /** Properties by which people may want to count. */
  suggestions: z.array(z.string()),
});
export type StatisticsState = z.infer<typeof statisticsState>;

/** Devices by the values of a property: the largest groups first. */
export const deviceShares = z.object({ property: z.string(), shares: z.array(share) });
export type DeviceShares = z.infer<typeof deviceShares>;

/** What a page keeps over a reload of the window. */
export const keptStatistics = z.object({ hubId: z.string(), property: z.string() });

export const statisticsPage = {
  requests: {
    /** What is known without asking the hub. */
    state: { args: z.tuple([]), result: statisticsState },
    /** Asks the hub anew for everything but the groups. */
    refresh: { args: z.tuple([]), result: statisticsState },
    /** Counts devices by a property, such as `tags.floor`: one query. */
    group: { args: z.tuple([z.string()]), result: deviceShares },
  },
  events: {
    /** Devices were counted. */
    counted: z.array(countPoint),
    /** The hub is being waited for. Why, as a sentence. */
    waiting: z.string(),
  },
} satisfies ProtocolSchemas;

export type StatisticsPageSchemas = typeof statisticsPage;
