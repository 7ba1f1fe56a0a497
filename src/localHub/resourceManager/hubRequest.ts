import * as z from 'zod/mini';
import type { HubAttributes, HubSku } from '../hubRecord.ts';
import { badRequest } from './armFault.ts';
import { checkHubProperties } from './hubProperties.ts';
import { policiesBody } from './policyRequest.ts';
import { locationName } from './locations.ts';
import { readSku, skuBody } from './skus.ts';
import { tagsSchema } from './tags.ts';

export const hubBody = z.object({
  location: z.string(),
  tags: z.optional(z.nullable(tagsSchema)),
  sku: skuBody,
  properties: z.optional(z.nullable(z.looseObject({ authorizationPolicies: policiesBody }))),
});

/** What the body of a PUT asks for. @throws ArmFault BadRequest for what a local hub cannot be. */
export function readHub({
  location,
  tags,
  sku,
  properties,
}: z.infer<typeof hubBody>): Omit<HubAttributes, 'resourceGroup'> & { readonly sku: HubSku } {
  checkHubProperties(properties ?? {});
  if (locationName(location) === '') throw badRequest('The location is empty.', 'LocationRequired');

  return { location: locationName(location), tags: tags ?? {}, sku: readSku(sku) };
}
