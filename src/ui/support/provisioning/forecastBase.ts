import type { RegistrationState, ReprovisionPolicy } from '../../../domain/provisioning/enrollment.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import { type DeviceForecast, forecastDevice } from '../../../domain/provisioning/forecast.ts';
import type { Hubs } from '../hubs.ts';
import { firstRegistrations } from './allRegistrations.ts';
import type { EnrollmentTarget } from './enrollmentTarget.ts';
import { hubsOf } from './enrollmentWords.ts';
import { type KnownHubs, findKnownHubs } from './knownHubs.ts';

/** What forecasts of an enrollment's devices are made from. */
export interface ForecastBase {
  readonly target: EnrollmentTarget;
  readonly record: EnrollmentRecord;
  readonly known: KnownHubs;
  readonly registrations: readonly RegistrationState[];
}

/** More devices are not looked at: what becomes of them is the same. */
export const mostForecast = 1_000;
/** What the official clients of today ask with; only a device with 2018-04-01 or older can make a difference. */
const usualApiVersion = '2019-03-31';
/** The last version of before there were policies. */
export const oldApiVersion = '2018-04-01';

/** Reads all that a forecast of an enrollment's devices needs. */
export async function forecastBase(
  hubs: Pick<Hubs, 'list'>,
  target: EnrollmentTarget,
  signal: AbortSignal,
): Promise<ForecastBase> {
  const { client } = await target.service.connect();
  const [record, known, registrations] = await Promise.all([
    client.getEnrollment(target.address, signal),
    findKnownHubs(hubs, target.service, signal),
    firstRegistrations(target, mostForecast, signal),
  ]);
  return { target, record, known, registrations };
}

/** What would become of the enrollment's devices if they asked again now; with another policy, if one is given. */
export function forecastWith(
  base: ForecastBase,
  reprovisionPolicy: ReprovisionPolicy | undefined = base.record.reprovisionPolicy,
  apiVersion = usualApiVersion,
): readonly DeviceForecast[] {
  return base.registrations.map(state => forecastOf(base, state, reprovisionPolicy, apiVersion));
}

/** As {@link forecastWith}, for one device; also for one that has not asked yet. */
export function forecastOf(
  { target, record, known }: ForecastBase,
  state: Pick<RegistrationState, 'registrationId' | 'assignedHub'>,
  reprovisionPolicy: ReprovisionPolicy | undefined,
  apiVersion = usualApiVersion,
): DeviceForecast {
  if (record.provisioningStatus === 'disabled') {
    const { registrationId, assignedHub } = state;
    const currentHub = assignedHub === undefined ? {} : { currentHub: assignedHub };
    return { registrationId, ...currentHub, outcome: { kind: 'refused', problem: { kind: 'disabled' } } };
  }

  const { reprovisionPolicy: _now, ...enrollment } = record;
  // Weights are known of a local service alone, where each hub has the same. Of another, hubs that an enrollment names
  // are taken for linked: the service itself says if they are not.
  const hostNames = new Set([...known.hubs.map(({ hostName }) => hostName), ...notLocal(known, hubsOf(record))]);
  return forecastDevice(state, {
    enrollment: { ...enrollment, ...(reprovisionPolicy ? { reprovisionPolicy } : {}) },
    service: {
      allocationPolicy: 'hashed',
      linkedHubs: [...hostNames].map(hostName => ({ hostName, allocationWeight: 1, applyAllocationPolicy: true })),
    },
    knownHash: target.service.kind === 'local',
    apiVersion,
  });
}

function notLocal({ from }: KnownHubs, hostNames: readonly string[]): readonly string[] {
  return from === 'localHub' ? [] : hostNames;
}
