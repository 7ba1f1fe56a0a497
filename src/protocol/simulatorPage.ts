/** What the page "Simulate Devices" and its host say to each other. No secret is among it. */
import * as z from 'zod/mini';
import type { ProtocolSchemas } from './schemas.ts';
import { progress, simulationSettings } from './simulatorRun.ts';

/** A device that can be picked. */
export const pickableDevice = z.object({
  deviceId: z.string(),
  enabled: z.boolean(),
  connected: z.boolean(),
});
export type PickableDevice = z.infer<typeof pickableDevice>;

/** What a page needs to draw itself. */
export const pageState = z.object({
  /** Of the source of the devices: a hub, or an enrollment. */
  hubId: z.string(),
  hubName: z.string(),
  /** Devices ask a provisioning service for their hub. */
  provisioned: z.boolean(),
  /** Names of hubs by their host names in lower case. */
  hubNames: z.record(z.string(), z.string()),
  /** The devices that a person chose before the page opened. */
  preselected: z.array(z.string()),
  progress,
});
export type PageState = z.infer<typeof pageState>;

/** What a page keeps over being hidden and over a reload of the window. */
export const keptState = z.object({
  hubId: z.string(),
  selected: z.array(z.string()),
  settings: simulationSettings,
  /** Devices that ran when the page was last seen: after a reload they do not run any more. */
  running: z.array(z.string()),
});
export type KeptState = z.infer<typeof keptState>;

export const simulatorPage = {
  requests: {
    state: { args: z.tuple([]), result: pageState },
    /** A page of the hub's devices whose ids start with `idPrefix`. */
    devices: {
      args: z.tuple([z.object({ idPrefix: z.string(), pageSize: z.int(), after: z.optional(z.string()) })]),
      result: z.object({ items: z.array(pickableDevice), next: z.optional(z.string()) }),
    },
    start: {
      args: z.tuple([z.object({ deviceIds: z.array(z.string()), settings: simulationSettings })]),
      result: z.void(),
    },
    /** Changes the behaviour of devices that run. */
    configure: { args: z.tuple([simulationSettings]), result: z.void() },
    stop: { args: z.tuple([z.nullable(z.array(z.string()))]), result: z.void() },
    /** Lets these devices, or all, ask their provisioning service again. */
    provision: { args: z.tuple([z.nullable(z.array(z.string()))]), result: z.void() },
    clear: { args: z.tuple([]), result: z.void() },
  },
  events: {
    progress,
    /** More devices were chosen in the tree. */
    preselect: z.array(z.string()),
    /** The hub started or stopped: what failed may work now. */
    hubChanged: z.null(),
    /** The simulator process is gone, and all devices with it. Why, as a sentence. */
    ended: z.string(),
  },
} satisfies ProtocolSchemas;

export type SimulatorPageSchemas = typeof simulatorPage;
