import type { DirectMethodCall } from './directMethod.ts';
import type { HubErrorDetails, HubErrorReason } from './hubError.ts';
import type { IdentityAddress } from './identityAddress.ts';
import type { Json } from './json.ts';

/** One direct method, called on one device or on many. */
export interface MethodRun {
  readonly id: string;
  readonly hubId: string;
  /** The hub's name at that time. */
  readonly hubName: string;
  readonly call: DirectMethodCall;
  /** ISO 8601, UTC. */
  readonly startedTime: string;
  /** In the order in which the devices were given. */
  readonly answers: readonly MethodAnswer[];
}

/** What came from a device, or from a module of it. */
export interface MethodAnswer extends IdentityAddress {
  readonly tookMs: number;
  readonly outcome: MethodOutcome;
}

export type MethodOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly payload: Json }
  | {
      readonly kind: 'failed';
      readonly reason: HubErrorReason['kind'];
      readonly message: string;
      readonly details: HubErrorDetails;
    }
  /** `sent`: the device may have run it. */
  | { readonly kind: 'cancelled'; readonly sent: boolean };

/** How a run went, in numbers of devices. */
export interface MethodTally {
  /** Answered with a status below 400. */
  readonly answered: number;
  /** Answered with a status of 400 or more. */
  readonly refused: number;
  readonly offline: number;
  /** Failed for any other reason. */
  readonly failed: number;
  readonly cancelled: number;
}

export function tally(answers: readonly MethodAnswer[]): MethodTally {
  const counts = { answered: 0, refused: 0, offline: 0, failed: 0, cancelled: 0 };
  for (const { outcome } of answers) counts[tallied(outcome)]++;
  return counts;
}

/** Under which number of the {@link MethodTally} an outcome counts. */
function tallied(outcome: MethodOutcome): keyof MethodTally {
  switch (outcome.kind) {
    case 'answered':
      return outcome.status < 400 ? 'answered' : 'refused';
    case 'failed':
      return outcome.reason === 'deviceNotOnline' ? 'offline' : 'failed';
    case 'cancelled':
      return 'cancelled';
  }
}
