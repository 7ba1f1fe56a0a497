import * as z from 'zod/mini';
import { jsonObject, optionalText } from '../iotHub/wire.ts';

const tags = z.optional(z.nullable(z.record(z.string(), z.string())));

/** A page of any list. */
export function armPage<T>(item: z.ZodMiniType<T>) {
  return z.object({ value: z.array(item), nextLink: optionalText });
}

export const tenantAnswer = z.object({
  tenantId: z.string(),
  displayName: optionalText,
  defaultDomain: optionalText,
});

export const subscriptionAnswer = z.object({
  subscriptionId: z.string(),
  displayName: optionalText,
  state: optionalText,
});

export const regionAnswer = z.object({
  name: z.string(),
  displayName: z.string(),
  metadata: z.optional(z.object({ regionType: optionalText })),
});

export const providerAnswer = z.object({
  resourceTypes: z.array(z.object({ resourceType: z.string(), locations: z._default(z.array(z.string()), []) })),
});

export const groupAnswer = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  tags,
  properties: z.optional(z.object({ provisioningState: optionalText })),
});

export const resourceAnswer = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  location: optionalText,
  tags,
});

/** What is not read of a hub stays in its document. */
export const hubAnswer = z.intersection(
  z.object({
    id: z.string(),
    name: z.string(),
    location: z.string(),
    sku: z.object({ name: z.string(), capacity: z._default(z.number(), 1) }),
    properties: z._default(
      z.object({
        hostName: optionalText,
        provisioningState: optionalText,
        state: optionalText,
        disableLocalAuth: z.optional(z.nullable(z.boolean())),
      }),
      {},
    ),
  }),
  jsonObject,
);

export const provisioningAnswer = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  properties: z._default(
    z.object({
      serviceOperationsHostName: optionalText,
      idScope: optionalText,
      provisioningState: optionalText,
      state: optionalText,
      disableLocalAuth: z.optional(z.nullable(z.boolean())),
    }),
    {},
  ),
});

export const nameAnswer = z.object({ nameAvailable: z.optional(z.boolean()), message: optionalText });

export const policyAnswer = z.object({
  keyName: z.string(),
  primaryKey: z.string(),
  /** `RegistryRead, ServiceConnect` */
  rights: z.string(),
});

export const storageAccountAnswer = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  sku: z.object({ name: z.string() }),
  properties: z._default(
    z.object({
      provisioningState: optionalText,
      primaryEndpoints: z.optional(z.nullable(z.object({ blob: optionalText }))),
      allowSharedKeyAccess: z.optional(z.nullable(z.boolean())),
    }),
    {},
  ),
});

export const storageKeysAnswer = z.object({ keys: z.array(z.object({ value: z.string() })) });

export const containerAnswer = z.object({ name: z.string() });

export const serviceSasAnswer = z.object({ serviceSasToken: z.string() });
