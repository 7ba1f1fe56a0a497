import * as z from 'zod/mini';
import { badRequest } from '../armFault.ts';
import type { ArmContext } from '../armRequest.ts';
import { findRecordById, listRecords, type ResourceRecord } from '../recordResource.ts';
import { sameName } from '../resourceIds.ts';

export const networkTypes = {
  interface: 'Microsoft.Network/networkInterfaces',
  publicAddress: 'Microsoft.Network/publicIPAddresses',
  securityGroup: 'Microsoft.Network/networkSecurityGroups',
  network: 'Microsoft.Network/virtualNetworks',
} as const;

/** `{ "id": "/subscriptions/…" }` */
export const reference = z.looseObject({ id: z.string() });

/** @throws ArmFault InvalidResourceReference if a resource that is referred to is not there. */
export function checkReference(arm: ArmContext, id: string, by: string): void {
  if (findRecordById(arm, id) || isSubnet(arm, id)) return;

  throw badRequest(
    `Resource ${id} referenced by resource ${by} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
    'InvalidResourceReference',
  );
}

function isSubnet(arm: ArmContext, id: string): boolean {
  const { network = '', subnet = '' } = /^(?<network>.+)\/subnets\/(?<subnet>[^/]+)$/i.exec(id)?.groups ?? {};
  const record = findRecordById(arm, network);
  return record !== undefined && subnetsOf(record).some(({ name }) => sameName(name, subnet));
}

const subnetSchema = z.looseObject({
  name: z.string(),
  properties: z.looseObject({
    addressPrefix: z.optional(z.string()),
    networkSecurityGroup: z.optional(z.nullable(reference)),
  }),
});
export type Subnet = z.infer<typeof subnetSchema>;
export const subnetsSchema = z.array(subnetSchema);

export function subnetsOf({ properties }: ResourceRecord): readonly Subnet[] {
  return subnetsSchema.parse(properties['subnets'] ?? []);
}

/** Refuses to remove what others refer to. @throws ArmFault */
export function checkUnused(
  arm: ArmContext,
  id: string,
  { by, code }: { readonly by: readonly string[]; readonly code: string },
): void {
  const user = by.flatMap(type => listRecords(arm, type)).find(record => refersTo(record.properties, id));
  if (!user) return;

  throw badRequest(
    `${id} cannot be deleted because it is in use by ${user.type}/${user.name} in group ${user.group}.`,
    code,
  );
}

/** True if an `id` somewhere in the value is this one, or that of a part of it. */
function refersTo(value: unknown, id: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) =>
    key === 'id' && typeof member === 'string'
      ? sameName(member, id) || member.toLowerCase().startsWith(`${id.toLowerCase()}/`)
      : refersTo(member, id),
  );
}
