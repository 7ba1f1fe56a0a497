import {
  type DeviceMove,
  type MoveReason,
  type MoveTrigger,
  type MovingDevice,
  hasArrived,
  membersBack,
  membersFor,
  moveMembers,
  onlyHub,
} from './deviceMove.ts';
import type { RegistrationState } from './enrollment.ts';
import type { EnrollmentRecord } from './enrollmentRecord.ts';
import type { PolicyName } from './reprovisionPolicies.ts';

/** What a person says of a move. */
export interface MoveAnswers {
  readonly reason: MoveReason;
  /** Host name; empty on the way back. */
  readonly hub: string;
  readonly policy: PolicyName;
  readonly trigger: MoveTrigger;
}

/** Who moves. */
export interface MoveSubject {
  readonly serviceId: string;
  /** The enrollment whose devices they are. */
  readonly record: Pick<EnrollmentRecord, 'address' | 'document'>;
  readonly registrations: readonly RegistrationState[];
  /** The one device of a group that moves; all if absent. */
  readonly registrationId?: string;
  /** The move into the quarantine from which they may come back. */
  readonly quarantine?: DeviceMove;
}

/** The move that the answers mean. It has not begun. @param startedTime ISO 8601. */
export function planMove(
  { serviceId, record, registrations, registrationId, quarantine }: MoveSubject,
  { reason, hub, policy, trigger }: MoveAnswers,
  startedTime: string,
): DeviceMove {
  const backFrom = reason === 'back' ? quarantine : undefined;
  const after = backFrom ? membersBack(backFrom.before, policy) : membersFor(hub, policy);
  const to = onlyHub(after);
  const leaves = backFrom?.to;
  const ends = { ...(to === undefined ? {} : { to }), ...(leaves === undefined ? {} : { leaves }) };
  const group = registrationId === undefined ? backFrom?.group : record.address.id;

  return {
    serviceId,
    address: registrationId === undefined ? record.address : { kind: 'individual', id: registrationId },
    ...(group === undefined ? {} : { group }),
    reason,
    before: backFrom?.before ?? moveMembers(record.document),
    after,
    ...ends,
    trigger,
    devices: registrations.flatMap(state => movingDevice(state, ends)),
    startedTime,
    state: 'stopped',
  };
}

/** A device that has no hub yet goes to the right one when it first asks. */
function movingDevice(state: RegistrationState, ends: Pick<DeviceMove, 'to' | 'leaves'>): readonly MovingDevice[] {
  const { registrationId, deviceId = registrationId, assignedHub, lastUpdatedDateTimeUtc: updated } = state;
  if (assignedHub === undefined) return [];

  const named = deviceId === registrationId ? { registrationId } : { registrationId, deviceId };
  const device = { ...named, hub: assignedHub, ...(updated === undefined ? {} : { updated }) };
  return [{ ...device, state: hasArrived(state, ends) ? 'arrived' : 'waiting' }];
}
