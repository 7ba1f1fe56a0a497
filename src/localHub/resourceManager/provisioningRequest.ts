import * as z from 'zod/mini';
import type { DeviceProvisioning } from '../provisioning/deviceProvisioning.ts';
import type { ServedHub } from '../servedHub.ts';
import { badRequest } from './armFault.ts';
import type { ArmContext } from './armRequest.ts';
import { sameName } from './resourceIds.ts';
import { tagsSchema } from './tags.ts';

const linkBody = z.object({
  connectionString: z.optional(z.nullable(z.string())),
  hostName: z.optional(z.nullable(z.string())),
  allocationWeight: z.optional(z.nullable(z.int().check(z.nonnegative()))),
  applyAllocationPolicy: z.optional(z.nullable(z.boolean())),
});
type LinkBody = z.infer<typeof linkBody>;

const policies = { Hashed: 'hashed', GeoLatency: 'geoLatency', Static: 'static' } as const;

export const provisioningBody = z.object({
  location: z.string(),
  tags: z.optional(z.nullable(tagsSchema)),
  sku: z.object({ name: z.literal('S1'), capacity: z.optional(z.nullable(z.literal(1))) }),
  properties: z.optional(
    z.object({
      allocationPolicy: z.optional(z.nullable(z.enum(['Hashed', 'GeoLatency', 'Static']))),
      iotHubs: z.optional(z.nullable(z.array(linkBody))),
      disableLocalAuth: z.optional(z.nullable(z.literal(false))),
    }),
  ),
});
export type ProvisioningBody = z.infer<typeof provisioningBody>;

/** What a request asks of a service. */
export type ProvisioningChange = (service: DeviceProvisioning) => void;

/**
 * Reads how a service is to allocate and to which hubs: those of this process. Without `iotHubs` the links stay as they
 * are, which for a new service are links to all.
 * @throws ArmFault BadRequest for a hub that is not here, or whose key is another.
 */
export function readChange(arm: ArmContext, { properties = {} }: ProvisioningBody): ProvisioningChange {
  const { allocationPolicy, iotHubs } = properties;
  const links = iotHubs?.map(link => ({ link, hub: linkedHub(arm, link) }));

  return ({ linkedHubs }) => {
    if (allocationPolicy) linkedHubs.policy = policies[allocationPolicy];
    if (!links) return;

    for (const { name } of arm.hubs.list()) {
      const wanted = links.find(({ hub }) => sameName(hub.name, name));
      if (wanted) linkedHubs.link(name, settingsOf(wanted.link));
      else linkedHubs.unlink(name);
    }
  };
}

function settingsOf({ allocationWeight, applyAllocationPolicy }: LinkBody) {
  return {
    ...(typeof allocationWeight === 'number' ? { allocationWeight } : {}),
    ...(typeof applyAllocationPolicy === 'boolean' ? { applyAllocationPolicy } : {}),
  };
}

const connectionStringPattern =
  /^HostName=(?<hostName>[^;]+);SharedAccessKeyName=(?<policy>[^;]+);SharedAccessKey=(?<key>.+)$/;
/** What stands for a key in what was read before. */
const hiddenKey = '****';

function linkedHub(arm: ArmContext, { connectionString, hostName }: LinkBody): ServedHub {
  const parts = connectionStringPattern.exec(connectionString ?? '')?.groups;
  const wanted = parts?.['hostName'] ?? hostName ?? '';
  const hub = arm.hubs
    .list()
    .find(({ name, address }) => [address.hostName, `${name}.azure-devices.net`].some(host => sameName(host, wanted)));
  if (!hub) throw badRequest(`The IoT hub '${wanted}' is not one of this process. A local service links local hubs.`);

  const { policy = '', key = hiddenKey } = parts ?? {};
  const keys = hub.hub.policies.get(policy);
  if (key !== hiddenKey && keys?.primaryKey.reveal() !== key && keys?.secondaryKey.reveal() !== key) {
    throw badRequest(`The key in the connection string of '${wanted}' is wrong.`);
  }
  return hub;
}
