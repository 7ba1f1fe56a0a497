import type { ArmContext } from './armRequest.ts';

export const hubType = 'Microsoft.Devices/IotHubs';
export const provisioningType = 'Microsoft.Devices/provisioningServices';

/** `/subscriptions/{id}/resourceGroups/{name}` */
export function groupId({ subscriptionId }: Pick<ArmContext, 'subscriptionId'>, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
}

/**
 * The id of a resource in a group: `…/providers/{type}/{name}`. Types and names of resources in others have a part for
 * each of them: `Microsoft.Compute/galleries/images` and `gallery/image`.
 */
export function resourceId(arm: Pick<ArmContext, 'subscriptionId'>, group: string, type: string, name: string): string {
  return `${groupId(arm, group)}/${providerPath(type, name)}`;
}

/** `providers/{namespace}/{type}/{name}/{type}/{name}…` */
export function providerPath(type: string, name: string): string {
  const [namespace = '', ...types] = type.split('/');
  const names = name.split('/');
  return ['providers', namespace, ...types.flatMap((part, index) => [part, names[index] ?? ''])].join('/');
}

export interface ParsedId {
  readonly subscriptionId: string;
  readonly group: string;
  readonly type: string;
  readonly name: string;
}

/** Takes the id of a resource in a group apart; nothing for other text. */
export function parseResourceId(id: string): ParsedId | undefined {
  const pattern =
    /^\/subscriptions\/(?<subscriptionId>[^/]+)\/resourceGroups\/(?<group>[^/]+)\/providers\/(?<namespace>[^/]+)\/(?<rest>.+)$/i;
  const { subscriptionId = '', group = '', namespace = '', rest = '' } = pattern.exec(id)?.groups ?? {};
  const parts = rest.split('/');
  if (subscriptionId === '' || parts.length % 2 !== 0 || parts.includes('')) return undefined;

  const types = parts.filter((_, index) => index % 2 === 0);
  const names = parts.filter((_, index) => index % 2 === 1);
  return { subscriptionId, group, type: [namespace, ...types].join('/'), name: names.join('/') };
}

export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
