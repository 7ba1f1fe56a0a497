import type { AllocationPolicy, CustomAllocationDefinition, EnrollmentAllocation } from './enrollment.ts';

/** A hub to which a device provisioning service may send devices. */
export interface LinkedHub {
  readonly hostName: string;
  /** Share of the devices under `hashed`, against those of the others; at least 1. */
  readonly allocationWeight: number;
  /** False takes the hub only where an enrollment names it. */
  readonly applyAllocationPolicy: boolean;
}

/** What a service says of allocation. */
export interface ServiceAllocation {
  readonly allocationPolicy: Exclude<AllocationPolicy, 'custom'>;
  readonly linkedHubs: readonly LinkedHub[];
}

/** Why no hub can be chosen. */
export type AllocationProblem =
  /** No hub is linked, or none takes part in allocation. */
  | { readonly kind: 'noHub' }
  | { readonly kind: 'notLinked'; readonly hostName: string }
  /** `static` needs one hub, in the enrollment. */
  | { readonly kind: 'notOneHub'; readonly count: number }
  | { readonly kind: 'noWebhook' };

/** Which hubs come into question, and how one of them is chosen. */
export type Candidates =
  | { readonly policy: 'hashed' | 'geoLatency'; readonly hubs: readonly LinkedHub[] }
  | { readonly policy: 'static'; readonly hubs: readonly [LinkedHub] }
  | {
      readonly policy: 'custom';
      readonly hubs: readonly LinkedHub[];
      readonly webhook: CustomAllocationDefinition;
    };

/**
 * Which hubs an enrollment's device may get. Assumed, because no source says: an enrollment that names a hub gets it
 * even if that hub does not take part in allocation; one that names one hub and no policy is `static`.
 */
export function candidateHubs(
  enrollment: EnrollmentAllocation,
  { allocationPolicy, linkedHubs }: ServiceAllocation,
): Candidates | AllocationProblem {
  const named = namedHubs(enrollment);
  const hubs = named.length === 0 ? linkedHubs.filter(hub => hub.applyAllocationPolicy) : [];
  for (const hostName of named) {
    const hub = findHub(linkedHubs, hostName);
    if (!hub) return { kind: 'notLinked', hostName };
    hubs.push(hub);
  }

  const policy = enrollment.allocationPolicy ?? (enrollment.iotHubHostName ? 'static' : allocationPolicy);
  const webhook = enrollment.customAllocationDefinition;
  if (policy === 'custom') return webhook ? { policy, hubs, webhook } : { kind: 'noWebhook' };
  if (policy === 'static') return staticHub(named.length, hubs);
  return hubs.length === 0 ? { kind: 'noHub' } : { policy, hubs };
}

/** The hub of that host name, whose case does not count. */
export function findHub<Hub extends Pick<LinkedHub, 'hostName'>>(
  hubs: readonly Hub[],
  hostName: string,
): Hub | undefined {
  return hubs.find(hub => hub.hostName.toLowerCase() === hostName.toLowerCase());
}

function staticHub(namedCount: number, hubs: readonly LinkedHub[]): Candidates | AllocationProblem {
  const [hub] = hubs;
  return namedCount === 1 && hub ? { policy: 'static', hubs: [hub] } : { kind: 'notOneHub', count: namedCount };
}

function namedHubs({ iotHubs, iotHubHostName }: EnrollmentAllocation): readonly string[] {
  if (iotHubs?.length) return iotHubs;
  return iotHubHostName ? [iotHubHostName] : [];
}
