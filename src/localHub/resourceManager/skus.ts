import * as z from 'zod/mini';
import type { HubSku } from '../hubRecord.ts';
import { tiers, type Tier } from '../../protocol/localHub.ts';
import { badRequest } from './armFault.ts';

/** How many units there may be: IoT Hub, "Quotas and throttling". `Unlimited` is of local hubs only. */
const editions = {
  unlimited: { name: 'Unlimited', edition: 'Standard', most: 1 },
  F1: { name: 'F1', edition: 'Free', most: 1 },
  B1: { name: 'B1', edition: 'Basic', most: 200 },
  B2: { name: 'B2', edition: 'Basic', most: 200 },
  B3: { name: 'B3', edition: 'Basic', most: 10 },
  S1: { name: 'S1', edition: 'Standard', most: 200 },
  S2: { name: 'S2', edition: 'Standard', most: 200 },
  S3: { name: 'S3', edition: 'Standard', most: 10 },
} as const satisfies Readonly<Record<Tier, { name: string; edition: string; most: number }>>;

export const skuBody = z.object({ name: z.string(), capacity: z.optional(z.nullable(z.number())) });

/** @throws ArmFault BadRequest for a tier that local hubs do not have, or too many units. */
export function readSku({ name, capacity }: z.infer<typeof skuBody>): HubSku {
  const tier = tiers.find(known => editions[known].name.toLowerCase() === name.toLowerCase());
  if (!tier) {
    const known = tiers.map(each => editions[each].name).join(', ');
    throw badRequest(`The SKU '${name}' is not one that a local hub can have: ${known}.`, 'InvalidSku');
  }
  const units = capacity ?? 1;
  const { most } = editions[tier];
  if (!Number.isInteger(units) || units < 1 || units > most) {
    throw badRequest(`The capacity ${units} is not one that the SKU '${name}' can have: 1 to ${most}.`, 'InvalidSku');
  }
  return { tier, units };
}

export function skuDocument({ tier, units }: HubSku) {
  return { name: editions[tier].name, tier: editions[tier].edition, capacity: units };
}

/** What the hub may be changed to. */
export function validSkus(resourceType: string) {
  return tiers.map(tier => ({
    resourceType,
    sku: { name: editions[tier].name, tier: editions[tier].edition },
    capacity: {
      minimum: 1,
      maximum: editions[tier].most,
      default: 1,
      scaleType: editions[tier].most === 1 ? 'None' : 'Manual',
    },
  }));
}
