import type { ArmContext } from './armRequest.ts';

export const hubType = 'Microsoft.Devices/IotHubs';
export const provisioningType = 'Microsoft.Devices/provisioningServices';

/** `/subscriptions/{id}/resourceGroups/{name}` */
export function groupId({ subscriptionId }: Pick<ArmContext, 'subscriptionId'>, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
}

/** The id of a resource in a group: `…/providers/{type}/{name}`. */
export function resourceId(arm: Pick<ArmContext, 'subscriptionId'>, group: string, type: string, name: string): string {
  return `${groupId(arm, group)}/providers/${type}/${name}`;
}

export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
