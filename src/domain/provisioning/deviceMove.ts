import type { Json, JsonObject } from '../json.ts';
import type { RegistrationState } from './enrollment.ts';
import type { EnrollmentAddress } from './enrollmentAddress.ts';
import { type PolicyName, policyOf } from './reprovisionPolicies.ts';

/** Why devices move: the reasons of IoT DPS, "IoT Hub Device reprovisioning concepts", and the way back from quarantine. */
export const moveReasons = ['closerHub', 'newCustomer', 'newSolution', 'quarantine', 'back'] as const;
export type MoveReason = (typeof moveReasons)[number];

/** How devices learn that they should ask: by a direct method, or by themselves. */
export type MoveTrigger = { readonly kind: 'method'; readonly methodName: string } | { readonly kind: 'none' };

/** What a move has seen of a device that had a hub when it began. */
export interface MovingDevice {
  readonly registrationId: string;
  /** Its id on its hub; absent if that is its registration id. */
  readonly deviceId?: string;
  readonly state: 'waiting' | 'asked' | 'arrived';
  /** Host name of the hub on which it was last seen. */
  readonly hub?: string;
  /** When the service last wrote down what became of it, before the move. ISO 8601. */
  readonly updated?: string;
  /** Why it could not be asked, as a sentence. */
  readonly problem?: string;
}

/** Devices on their way from hub to hub. Everything that it takes to go on after it was interrupted; no secret. */
export interface DeviceMove {
  readonly serviceId: string;
  readonly address: EnrollmentAddress;
  /**
   * The group whose device this is. The enrollment is then one of the device's own, which wins over the group: it is made
   * when the move begins, and goes after the way back from quarantine.
   */
  readonly group?: string;
  readonly reason: MoveReason;
  /** What the enrollment said of hubs and of the policy before. */
  readonly before: JsonObject;
  /** What it says from then on. */
  readonly after: JsonObject;
  /** Host name of the hub to which they go; absent if the allocation decides: then `leaves` is the hub that they leave. */
  readonly to?: string;
  readonly leaves?: string;
  readonly trigger: MoveTrigger;
  readonly devices: readonly MovingDevice[];
  /** ISO 8601. */
  readonly startedTime: string;
  readonly state: 'stopped' | 'done';
}

/** What becomes of data, if nobody says otherwise: a new customer begins anew, all others go on. */
export function usualPolicy(reason: MoveReason): Extract<PolicyName, 'migrate' | 'reset'> {
  return reason === 'newCustomer' ? 'reset' : 'migrate';
}

/** The members of an enrollment that a move changes. */
const movedMembers: ReadonlySet<string> = new Set([
  'allocationPolicy',
  'iotHubs',
  'iotHubHostName',
  'customAllocationDefinition',
  'reprovisionPolicy',
]);

/** What an enrollment's document says of hubs and of the policy. */
export function moveMembers(document: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([key, value]) => movedMembers.has(key) && value !== null));
}

/** The document with these members in the place of its own. */
export function withMoveMembers(document: JsonObject, members: JsonObject): JsonObject {
  const others = Object.entries(document).filter(([key]) => !movedMembers.has(key));
  return { ...Object.fromEntries(others), ...members };
}

/** What an enrollment says that sends its devices to one hub. */
export function membersFor(hub: string, policy: PolicyName): JsonObject {
  return { allocationPolicy: 'static', iotHubs: [hub], ...policyMember(policy) };
}

/** What an enrollment said before, but with a policy that lets its devices move. */
export function membersBack(before: JsonObject, policy: PolicyName): JsonObject {
  return { ...before, ...policyMember(policy) };
}

/** The one hub to which members send devices; nothing if the allocation decides. */
export function onlyHub({ allocationPolicy, iotHubs, iotHubHostName }: JsonObject): string | undefined {
  const named: readonly Json[] = Array.isArray(iotHubs) ? iotHubs : [];
  const [hub = iotHubHostName] = named;
  const fixed = allocationPolicy === 'static' || (allocationPolicy === undefined && iotHubHostName !== undefined);
  return (fixed || named.length === 1) && typeof hub === 'string' ? hub : undefined;
}

/**
 * True for a device that is where the move wants it. Where the allocation decides, that may be the hub that it should
 * leave: then it has arrived once it asked again. @param updatedBefore see {@link MovingDevice.updated}.
 */
export function hasArrived(
  { status, assignedHub, lastUpdatedDateTimeUtc }: RegistrationState,
  { to, leaves }: Pick<DeviceMove, 'to' | 'leaves'>,
  updatedBefore = lastUpdatedDateTimeUtc,
): boolean {
  if (status !== 'assigned' || assignedHub === undefined) return false;
  const hub = assignedHub.toLowerCase();
  if (to !== undefined) return hub === to.toLowerCase();

  return hub !== leaves?.toLowerCase() || lastUpdatedDateTimeUtc !== updatedBefore;
}

/** A move after its devices' registrations were read again. Devices that had no hub when it began are none of it. */
export function withRegistrations(move: DeviceMove, states: readonly RegistrationState[]): DeviceMove {
  const byId = new Map(states.map(state => [state.registrationId, state]));
  const devices = move.devices.map(device => {
    const state = byId.get(device.registrationId);
    if (!state) return device;

    const { problem: _problem, ...rest } = device;
    const hub = state.assignedHub === undefined ? {} : { hub: state.assignedHub };
    return hasArrived(state, move, device.updated)
      ? { ...rest, ...hub, state: 'arrived' as const }
      : { ...device, ...hub };
  });
  return { ...move, devices };
}

/** The devices, all of them in one state. */
export function inState(devices: readonly MovingDevice[], state: MovingDevice['state']): readonly MovingDevice[] {
  const changed = (device: MovingDevice): MovingDevice => ({ ...device, state });
  return devices.map(changed);
}

/** Those that are not where the move wants them. */
export function missing({ devices }: DeviceMove): readonly MovingDevice[] {
  return devices.filter(({ state }) => state !== 'arrived');
}

function policyMember(name: PolicyName): JsonObject {
  const policy = policyOf(name);
  return policy ? { reprovisionPolicy: { ...policy } } : {};
}
