import {
  type AllocationProblem,
  type Candidates,
  type LinkedHub,
  type ServiceAllocation,
  candidateHubs,
  findHub,
} from './candidateHubs.ts';
import { hubByHash, hubByLatency } from './chooseHub.ts';
import { type ProvisioningDecision, decideProvisioning } from './decideProvisioning.ts';
import type { EnrollmentAllocation, RegistrationState, ReprovisionPolicy } from './enrollment.ts';

/** What a forecast is made from. */
export interface ForecastQuestion {
  readonly enrollment: EnrollmentAllocation & { readonly reprovisionPolicy?: ReprovisionPolicy };
  readonly service: ServiceAllocation;
  /** The service hashes as the local one does: which hub the weights give is known. Azure's hash is not documented. */
  readonly knownHash: boolean;
  /** Milliseconds to hubs by host name in lower case, of a service that knows them whoever asks. */
  readonly latenciesMs?: ReadonlyMap<string, number>;
  /** Version of the API with which the devices ask. */
  readonly apiVersion: string;
}

/** Why a device would be refused. */
export type ForecastProblem =
  | AllocationProblem
  | { readonly kind: 'disabled' }
  /** The hub on which it is. */
  | { readonly kind: 'currentNotLinked'; readonly hostName: string };

/** What would become of a device if it asked now. */
export type Outcome =
  | { readonly kind: 'decided'; readonly decision: ProvisioningDecision }
  /** Which of the hubs it would get is not known here: that is decided when it asks. */
  | {
      readonly kind: 'open';
      readonly possible: readonly ProvisioningDecision[];
      readonly by: 'hash' | 'latency' | 'webhook';
    }
  /** It would be refused. */
  | { readonly kind: 'refused'; readonly problem: ForecastProblem };

export interface DeviceForecast {
  readonly registrationId: string;
  /** Host name; absent if it has none yet. */
  readonly currentHub?: string;
  readonly outcome: Outcome;
}

/** What would become of a device of an enrollment if it asked again now. */
export function forecastDevice(
  { registrationId, assignedHub }: Pick<RegistrationState, 'registrationId' | 'assignedHub'>,
  question: ForecastQuestion,
): DeviceForecast {
  const known = { registrationId, ...(assignedHub === undefined ? {} : { currentHub: assignedHub }) };
  return { ...known, outcome: outcomeOf(registrationId, assignedHub, question) };
}

function outcomeOf(registrationId: string, currentHub: string | undefined, question: ForecastQuestion): Outcome {
  const candidates = candidateHubs(question.enrollment, question.service);
  if ('kind' in candidates) return { kind: 'refused', problem: candidates };

  const decide = (allocatedHub: string): ProvisioningDecision =>
    decideProvisioning({
      allocatedHub,
      apiVersion: question.apiVersion,
      ...(currentHub === undefined ? {} : { currentHub }),
      ...(question.enrollment.reprovisionPolicy ? { reprovisionPolicy: question.enrollment.reprovisionPolicy } : {}),
    });
  if (candidates.hubs.length === 0) return { kind: 'refused', problem: { kind: 'noHub' } };
  if (currentHub !== undefined && !findHub(question.service.linkedHubs, currentHub)) {
    return { kind: 'refused', problem: { kind: 'currentNotLinked', hostName: currentHub } };
  }

  const hub = chosenHub(candidates, registrationId, question);
  if (hub) return { kind: 'decided', decision: decide(hub.hostName) };
  return open(
    candidates.hubs.map(({ hostName }) => decide(hostName)),
    waysToChoose[candidates.policy],
  );
}

const waysToChoose = { hashed: 'hash', static: 'hash', geoLatency: 'latency', custom: 'webhook' } as const;

/** Nothing if only the service itself can tell. */
function chosenHub(
  { policy, hubs }: Candidates,
  registrationId: string,
  { knownHash, latenciesMs }: ForecastQuestion,
): LinkedHub | undefined {
  if (policy === 'custom') return undefined;
  if (hubs.length === 1) return hubs[0];
  if (policy === 'geoLatency') return latenciesMs && hubByLatency(hubs, registrationId, latenciesMs);
  return knownHash ? hubByHash(hubs, registrationId) : undefined;
}

/** A policy may keep the device where it is whatever hub it would get: then nothing is open. */
function open(possible: readonly ProvisioningDecision[], by: 'hash' | 'latency' | 'webhook'): Outcome {
  const [first] = possible;
  const same =
    first && possible.every(({ hubHostName, rule }) => hubHostName === first.hubHostName && rule === first.rule);
  return same ? { kind: 'decided', decision: first } : { kind: 'open', possible, by };
}

/** How many devices leave their hub, stay with all that they have, stay with a twin that is reset, may do either, and are refused. */
export interface ForecastTotals {
  readonly moving: number;
  readonly staying: number;
  readonly resetting: number;
  readonly open: number;
  readonly refused: number;
}

export function forecastTotals(forecasts: readonly DeviceForecast[]): ForecastTotals {
  const counts = { moving: 0, staying: 0, resetting: 0, open: 0, refused: 0 };
  for (const { outcome } of forecasts) counts[outcome.kind === 'decided' ? deedOf(outcome.decision) : outcome.kind]++;
  return counts;
}

function deedOf({ leaves, data }: ProvisioningDecision): 'moving' | 'staying' | 'resetting' {
  if (leaves !== undefined) return 'moving';
  return data.tags === 'reset' ? 'resetting' : 'staying';
}
