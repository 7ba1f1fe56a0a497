import type { Hub } from '../hub/hub.ts';
import type { Hubs } from '../hub/hubs.ts';

/** The hubs of the list that can be used, by their host names in lower case. */
export async function hubsByHost(hubs: Pick<Hubs, 'list'>): Promise<ReadonlyMap<string, Hub>> {
  const available = hubs.list().filter(hub => hub.available);
  const entries = await Promise.all(available.map(async hub => [await hostNameOf(hub), hub] as const));

  return new Map(entries.flatMap(([hostName, hub]) => (hostName === undefined ? [] : [[hostName.toLowerCase(), hub]])));
}

/** The name by which people know a hub: that of the list, or else its host name. */
export function hubName(byHost: ReadonlyMap<string, Hub>, hostName: string): string {
  return byHost.get(hostName.toLowerCase())?.name ?? hostName;
}

/** Nothing for a hub whose connection string is lost: it says so itself when it is used. */
async function hostNameOf(hub: Hub): Promise<string | undefined> {
  try {
    return (await hub.connect()).endpoint.hostName;
  } catch {
    // Who uses the hub is told of it; here it only has no name.
    return undefined;
  }
}
