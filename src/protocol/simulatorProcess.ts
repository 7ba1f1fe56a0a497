/** What the extension host asks of the simulator process over Node's IPC. The only place where device keys travel. */
import * as z from 'zod/mini';
import type { ProxySettings } from '../domain/network/proxySettings.ts';
import type { ProtocolSchemas } from './schemas.ts';
import { progress, simulationSettings } from './simulatorRun.ts';

/** How a device shows a provisioning service and its hub who it is. */
export const deviceProof = z.union([
  /** Base64: that of an individual enrollment, or one that was derived from a group's. */
  z.object({ symmetricKey: z.string() }),
  /** PEM: its certificate, followed by those that lead from it to the enrolled one; its private key. */
  z.object({ certificate: z.string(), privateKey: z.string() }),
]);
export type DeviceProof = z.infer<typeof deviceProof>;

/** How a device asks a provisioning service for its hub. */
export const deviceProvisioning = z.object({
  /** Host, and port if it is not that of the protocol. */
  hostName: z.string(),
  idScope: z.string(),
  registrationId: z.string(),
  proof: deviceProof,
});
export type DeviceProvisioning = z.infer<typeof deviceProvisioning>;

/** A device and its secret. It is never logged, told to a page, or put on a command line. */
export const simulatedDevice = z.union([
  z.object({ deviceId: z.string(), connectionString: z.string() }),
  z.object({ deviceId: z.string(), provisioning: deviceProvisioning }),
]);
export type SimulatedDevice = z.infer<typeof simulatedDevice>;

const proxySettings: z.ZodMiniType<ProxySettings> = z.object({
  url: z.string(),
  noProxy: z.array(z.string()),
  authorization: z.optional(z.string()),
  strictSsl: z.boolean(),
});

/** How devices reach their hubs and their provisioning service. */
export const deviceRoute = z.object({
  /** The authority to trust, PEM; without it, those that Node trusts. */
  ca: z.exactOptional(z.string()),
  /** It may hold a secret. */
  proxy: z.exactOptional(proxySettings),
});
export type DeviceRoute = z.infer<typeof deviceRoute>;

export const simulatorProcess = {
  requests: {
    /** Comes before the first `add`; later ones change the behaviour of what runs. */
    configure: { args: z.tuple([simulationSettings]), result: z.void() },
    /** Trusts the authorities of this machine, too, besides those that Node brings. */
    trustSystem: { args: z.tuple([]), result: z.void() },
    /** Starts devices, or starts them again; one that runs is left alone. */
    add: {
      args: z.tuple([z.object({ devices: z.array(simulatedDevice), ...deviceRoute.shape })]),
      result: z.void(),
    },
    /** Shows devices that cannot be simulated, with the reason. */
    addFailed: {
      args: z.tuple([z.array(z.object({ deviceId: z.string(), problem: z.string() }))]),
      result: z.void(),
    },
    /** Stops these devices, or all; answered once they are disconnected. */
    stop: { args: z.tuple([z.nullable(z.array(z.string()))]), result: z.void() },
    /** Lets these devices, or all, ask their provisioning service again; those that have none do nothing. */
    provision: { args: z.tuple([z.nullable(z.array(z.string()))]), result: z.void() },
    /** Forgets the devices that do not run, and the log. */
    clear: { args: z.tuple([]), result: z.void() },
    snapshot: { args: z.tuple([]), result: progress },
  },
  events: { progress },
} satisfies ProtocolSchemas;

export type SimulatorProcessSchemas = typeof simulatorProcess;
