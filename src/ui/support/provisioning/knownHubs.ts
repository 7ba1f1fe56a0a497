import type { Page, PageRequest } from '../../../domain/page.ts';
import type { ServiceAllocation } from '../../../domain/provisioning/candidateHubs.ts';
import type { ProvisioningClient } from '../../../domain/provisioning/provisioningClient.ts';
import type { Hubs } from '../hub/hubs.ts';
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
  /** How the service allocates. Absent if it has no resource manager to ask: only what its data names is known then. */
  readonly allocation?: ServiceAllocation;
  /** Milliseconds to hubs, by their host names in lower case, of a service that knows them whoever asks. */
  readonly latenciesMs?: ReadonlyMap<string, number>;
}

const pageSize = 100;
/** Registrations of each group that are looked at: hubs that have no device among them are not found. */
const lookedAt = 100;

/** The hubs to which a service can send devices: those that its resource manager tells, else as far as can be known. */
export async function findKnownHubs(
  hubs: Pick<Hubs, 'list'>,
  service: ProvisioningService,
  signal: AbortSignal,
): Promise<KnownHubs> {
  const byHost = await hubsByHost(hubs);
  const known = (hostName: string): KnownHub => ({ hostName, name: hubName(byHost, hostName) });
  const { client, resource, latenciesMs } = await service.connect();
  if (resource) {
    const allocation = await resource.allocation(signal);
    return {
      hubs: allocation.linkedHubs.map(({ hostName }) => known(hostName)),
      allocation,
      ...(latenciesMs ? { latenciesMs } : {}),
    };
  }
  return { hubs: [...new Set(await namedHubs(client, signal))].toSorted().map(known) };
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
