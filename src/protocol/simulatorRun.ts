/** What a simulation is made of, as the page, the extension host, the simulator process and scenario files say it. */
import * as z from 'zod/mini';
import { defaultMessageTemplate } from '../domain/messageTemplate/defaultMessageTemplate.ts';

/** What a device does with a direct method that it does not know. */
export const unknownMethodAnswers = ['notFound', 'accept', 'silent'] as const;

/** Versions of the provisioning service's device API that devices can claim to be made for; the first is of before there were policies. */
export const provisioningApiVersions = ['2018-04-01', '2018-11-01', '2019-03-31', '2021-06-01', '2021-10-01'] as const;

/** How devices behave. One for all devices of a simulation; it can change while they run. */
export const simulationSettings = z.object({
  sendTelemetry: z.boolean(),
  /** See `domain/messageTemplate`. */
  template: z.string().check(z.maxLength(256 * 1024)),
  /** From one message of a device to its next. */
  intervalMs: z.int().check(z.minimum(100), z.maximum(24 * 3600 * 1000)),
  /** By how much each interval may be shorter or longer, so that devices do not send in step. */
  jitterPercent: z.number().check(z.minimum(0), z.maximum(100)),
  /** How long `rebootDevice` waits before it answers. */
  rebootDelayMs: z.int().check(z.minimum(0), z.maximum(300_000)),
  /** How long a device stays away when it restarts. */
  offlineMs: z.int().check(z.minimum(0), z.maximum(3600 * 1000)),
  unknownMethods: z.enum(unknownMethodAnswers),
  /** Of devices that a provisioning service sends to their hubs. */
  provisioningApiVersion: z.enum(provisioningApiVersions),
  /** They ask it again after each reboot. */
  provisionOnReboot: z.boolean(),
});
export type SimulationSettings = z.infer<typeof simulationSettings>;

/** As in the tutorials; one message every 5 s. */
export const defaultSimulationSettings: SimulationSettings = {
  sendTelemetry: true,
  template: defaultMessageTemplate,
  intervalMs: 5_000,
  jitterPercent: 10,
  rebootDelayMs: 20_000,
  offlineMs: 3_000,
  unknownMethods: 'notFound',
  provisioningApiVersion: '2019-03-31',
  provisionOnReboot: true,
};

export const deviceRunStates = [
  'waiting',
  'provisioning',
  'connecting',
  'connected',
  'rebooting',
  'restarting',
  'reconnecting',
  'stopped',
  'failed',
] as const;
/**
 * `waiting` for its turn to connect; `provisioning`: asks for its hub; `rebooting`: connected, busy with a reboot; `restarting`: offline on purpose;
 * `reconnecting`: offline against its will, tries again; `failed`: cannot be simulated at all.
 */
export type DeviceRunState = (typeof deviceRunStates)[number];

const methodCall = z.object({
  name: z.string(),
  /** Absent while the device is busy with it, or if it never answers. */
  status: z.exactOptional(z.int()),
  atMs: z.number(),
});

const hubAssignment = z.object({
  /** Host name. */
  hub: z.string(),
  /** Its id there; absent if that is its registration id. */
  deviceId: z.exactOptional(z.string()),
  atMs: z.number(),
  /** The service's word for what it did, as `deviceDataMigrated`. */
  substatus: z.exactOptional(z.string()),
});
export type HubAssignment = z.infer<typeof hubAssignment>;

/** How many assignments of a device are remembered. */
export const keptAssignments = 20;

/** One simulated device, as tables show it. */
export const deviceRow = z.object({
  deviceId: z.string(),
  state: z.enum(deviceRunStates),
  /** Why it is not connected, as a sentence. */
  problem: z.exactOptional(z.string()),
  /** Messages that the hub acknowledged. */
  sent: z.int(),
  /** Messages that it did not. */
  failed: z.int(),
  lastMethod: z.exactOptional(methodCall),
  /** The hubs that a provisioning service gave it, the newest last. */
  assignments: z.exactOptional(z.array(hubAssignment)),
});
export type DeviceRow = z.infer<typeof deviceRow>;

const logKinds = ['connection', 'provisioning', 'method', 'twin', 'problem'] as const;

export const logLine = z.object({
  atMs: z.number(),
  kind: z.enum(logKinds),
  deviceId: z.string(),
  text: z.string(),
});
export type LogLine = z.infer<typeof logLine>;

/** How many messages were acknowledged in one second. */
export const ratePoint = z.object({
  /** The second's start, in seconds since 1970. */
  second: z.int(),
  sent: z.int(),
});
export type RatePoint = z.infer<typeof ratePoint>;

export const totals = z.object({
  devices: z.int(),
  /** Devices by state; a state without devices is absent. */
  states: z.partialRecord(z.enum(deviceRunStates), z.int()),
  sent: z.int(),
  failed: z.int(),
  methods: z.int(),
});
export type Totals = z.infer<typeof totals>;

/** What changed since the last time, or for a page that has just opened: all there is. */
export const progress = z.object({
  totals,
  /** In the order in which the devices were added. */
  rows: z.array(deviceRow),
  lines: z.array(logLine),
  /** Log lines that were made since the last time and are not among `lines`: there were too many. */
  droppedLines: z.int(),
  rates: z.array(ratePoint),
});
export type Progress = z.infer<typeof progress>;

/** When nothing was simulated yet. */
export const noProgress: Progress = {
  totals: { devices: 0, states: {}, sent: 0, failed: 0, methods: 0 },
  rows: [],
  lines: [],
  droppedLines: 0,
  rates: [],
};

/** Devices that run or will, also those that wait to connect again. */
export function runningCount({ devices, states }: Totals): number {
  return devices - (states.stopped ?? 0) - (states.failed ?? 0);
}
