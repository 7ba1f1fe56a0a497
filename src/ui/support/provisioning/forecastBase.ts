import type { RegistrationState } from '../../../domain/provisioning/enrollment.ts';
import type { ServiceAllocation } from '../../../domain/provisioning/candidateHubs.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import type { ProvisioningClient } from '../../../domain/provisioning/provisioningClient.ts';
import { type DeviceForecast, forecastDevice } from '../../../domain/provisioning/forecast.ts';
import { type PolicyName, policyName, policyOf } from '../../../domain/provisioning/reprovisionPolicies.ts';
import type { Hubs } from '../hub/hubs.ts';
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

/** Reads all that a forecast of an enrollment's devices needs; of no more of them than `most`. */
export async function forecastBase(
  hubs: Pick<Hubs, 'list'>,
  target: EnrollmentTarget,
  signal: AbortSignal,
  most = mostForecast,
): Promise<ForecastBase> {
  return readBase(hubs, target, signal, () => firstRegistrations(target, most, signal));
}

/** As {@link forecastBase}, for one device. @throws HubError `registrationNotFound` if it has not asked yet. */
export async function deviceForecastBase(
  hubs: Pick<Hubs, 'list'>,
  target: EnrollmentTarget,
  registrationId: string,
  signal: AbortSignal,
): Promise<ForecastBase> {
  return readBase(hubs, target, signal, async client => [await client.getRegistration(registrationId, signal)]);
}

async function readBase(
  hubs: Pick<Hubs, 'list'>,
  target: EnrollmentTarget,
  signal: AbortSignal,
  readRegistrations: (client: ProvisioningClient) => Promise<readonly RegistrationState[]>,
): Promise<ForecastBase> {
  const { client } = await target.service.connect();
  const [record, known, registrations] = await Promise.all([
    client.getEnrollment(target.address, signal),
    findKnownHubs(hubs, target.service, signal),
    readRegistrations(client),
  ]);
  return { target, record, known, registrations };
}

/** What would become of the enrollment's devices if they asked again now; with another policy, if one is named. */
export function forecastWith(base: ForecastBase, asking: Asking = {}): readonly DeviceForecast[] {
  return base.registrations.map(state => forecastOf(base, state, asking));
}

/** How devices ask. */
export interface Asking {
  /** That of the enrollment if absent. */
  readonly policy?: PolicyName;
  /** Version of the API of the devices; that of today's clients if absent. */
  readonly apiVersion?: string;
}

/** As {@link forecastWith}, for one device; also for one that has not asked yet. */
export function forecastOf(
  { target, record, known, registrations }: ForecastBase,
  state: Pick<RegistrationState, 'registrationId' | 'assignedHub'>,
  { policy = policyName(record.reprovisionPolicy), apiVersion = usualApiVersion }: Asking = {},
): DeviceForecast {
  if (record.provisioningStatus === 'disabled') {
    const { registrationId, assignedHub } = state;
    const currentHub = assignedHub === undefined ? {} : { currentHub: assignedHub };
    return { registrationId, ...currentHub, outcome: { kind: 'refused', problem: { kind: 'disabled' } } };
  }

  const { reprovisionPolicy: _now, ...enrollment } = record;
  const reprovisionPolicy = policyOf(policy);
  return forecastDevice(state, {
    enrollment: { ...enrollment, ...(reprovisionPolicy ? { reprovisionPolicy } : {}) },
    service: known.allocation ?? assumedAllocation({ known, record, registrations }),
    knownHash: target.service.kind === 'local',
    ...(known.latenciesMs ? { latenciesMs: known.latenciesMs } : {}),
    apiVersion,
  });
}

/** Hubs that an enrollment names, and those where its devices are, are taken for linked: the service itself says if not. */
function assumedAllocation({
  known,
  record,
  registrations,
}: Pick<ForecastBase, 'known' | 'record' | 'registrations'>): ServiceAllocation {
  const assigned = registrations.flatMap(({ assignedHub = [] }) => assignedHub);
  const named = [...known.hubs.map(({ hostName }) => hostName), ...hubsOf(record), ...assigned];
  const hostNames = new Set(named.map(hostName => hostName.toLowerCase()));
  const linkedHubs = [...hostNames].map(hostName => ({ hostName, allocationWeight: 1, applyAllocationPolicy: true }));
  return { allocationPolicy: 'hashed', linkedHubs };
}
