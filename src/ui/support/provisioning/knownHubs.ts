import type { Page } from '../../../domain/page.ts';
import type { PageRequest } from '../../../domain/hubClient.ts';
import type { ProvisioningClient } from '../../../domain/provisioning/provisioningClient.ts';
import type { Hub } from '../hub.ts';
import type { Hubs } from '../hubs.ts';
import { hubsOf } from './enrollmentWords.ts';
import { hubName, hubsByHost } from './hubAt.ts';
import type { ProvisioningService } from './provisioningService.ts';

export interface KnownHub {
  readonly hostName: string;
  /** That of the list of hubs, or else the host name. */
  readonly name: string;
}

export interface KnownHubs {
  readonly hubs: readonly KnownHub[];
  /** A local service is linked to all local hubs; of another, only what its data names is known. */
  readonly from: 'localHub' | 'data';
}

const pageSize = 100;
/** Registrations of each group that are looked at: hubs that have no device among them are not found. */
const lookedAt = 100;

/** The hubs to which a service can send devices, as far as that can be known without its resource manager. */
export async function findKnownHubs(
  hubs: Pick<Hubs, 'list'>,
  service: ProvisioningService,
  signal: AbortSignal,
): Promise<KnownHubs> {
  const byHost = await hubsByHost(hubs);
  if (service.kind === 'local') return { hubs: await localHubs(byHost), from: 'localHub' };

  const { client } = await service.connect();
  const hostNames = new Set(await namedHubs(client, signal));
  const named = [...hostNames].toSorted();
  return { hubs: named.map(hostName => ({ hostName, name: hubName(byHost, hostName) })), from: 'data' };
}

async function localHubs(byHost: ReadonlyMap<string, Hub>): Promise<readonly KnownHub[]> {
  const local = [...byHost.values()].filter(({ kind }) => kind === 'local');
  return Promise.all(local.map(async hub => ({ hostName: (await hub.connect()).endpoint.hostName, name: hub.name })));
}

async function namedHubs(client: ProvisioningClient, signal: AbortSignal): Promise<readonly string[]> {
  const groups = await all(page => client.listEnrollments('group', page, signal));
  const enrollments = await all(page => client.listEnrollments('individual', page, signal));
  const registrations = await Promise.all(
    groups.map(async ({ address }) => {
      const { items } = await client.listRegistrations(address.id, { pageSize: lookedAt }, signal);
      return items;
    }),
  );
  const assigned = [...registrations.flat(), ...enrollments.map(({ registration }) => registration)];

  return [
    ...[...groups, ...enrollments].flatMap(hubsOf),
    ...assigned.flatMap(state => (state?.assignedHub === undefined ? [] : [state.assignedHub])),
  ].map(hostName => hostName.toLowerCase());
}

async function all<T>(load: (page: PageRequest) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const page = await load({ pageSize, ...(after === undefined ? {} : { after }) });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}
