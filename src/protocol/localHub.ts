import * as z from 'zod/mini';
import { hubTiers } from '../domain/tierLimits.ts';

export const tiers = ['unlimited', ...hubTiers] as const;
export type Tier = (typeof tiers)[number];

/** The one line that `localHub serve --json` prints once every listener is open. Keys appear as the parts exist. */
export const readyLine = z.object({
  ready: z.literal(true),
  /** The authority to trust, PEM. */
  caFile: z.string(),
  hubs: z.array(
    z.object({
      name: z.string(),
      /** `localhost:PORT`, as connection strings carry it. */
      hostName: z.string(),
      port: z.number(),
      /** The `iothubowner` policy. */
      connectionString: z.string(),
      /** Whose limits it keeps to. */
      tier: z.enum(tiers),
      units: z.int().check(z.positive()),
    }),
  ),
  resourceManager: z.object({
    /** `https://localhost:PORT` */
    endpoint: z.string(),
    subscriptionId: z.string(),
    /** The group of the hubs that the command line names. */
    resourceGroup: z.string(),
    /** Good for the endpoint, as a bearer token. */
    token: z.string(),
    /** Good for the data of the hubs, as a bearer token. */
    hubToken: z.string(),
    /** Good for enrollments and registrations of the provisioning services, as a bearer token. */
    provisioningToken: z.string(),
  }),
  /** Blob storage, which starts with the first connection. */
  storage: z.object({
    accountName: z.string(),
    /** `https://localhost:PORT/ACCOUNT` */
    blobEndpoint: z.string(),
    connectionString: z.string(),
  }),
  /** Device provisioning services; absent if there are none. */
  provisioning: z.optional(
    z.array(
      z.object({
        name: z.string(),
        /** By which devices name the service. */
        idScope: z.string(),
        /** `localhost:PORT`, for services and devices alike. */
        hostName: z.string(),
        port: z.number(),
        /** The `provisioningserviceowner` policy. */
        connectionString: z.string(),
        /** Milliseconds to hubs, by their host names: those that somebody said. */
        latenciesMs: z.record(z.string(), z.number()),
      }),
    ),
  ),
});

export type ReadyLine = z.infer<typeof readyLine>;

/** What the process says over Node's IPC: hubs or provisioning services were made or deleted. The resource manager knows which. */
export const processNotice = z.object({ changed: z.literal('services') });
export type ProcessNotice = z.infer<typeof processNotice>;
