/** The tiers that Azure has. A hub without limits, which only a local hub can be, is of none of them. */
export const hubTiers = ['F1', 'B1', 'B2', 'B3', 'S1', 'S2', 'S3'] as const;
export type HubTier = (typeof hubTiers)[number];

/** How often something may be done. What a hub of several units may do is told by {@link countOf}. */
export interface Rate {
  /** What every hub may do, whatever its units. */
  readonly count: number;
  /** What each unit may do, where that comes to more. */
  readonly perUnit?: number;
  readonly perSeconds: number;
}

/** What is refused when it is done too often. */
export interface OperationRates {
  readonly registryOperations: Rate;
  readonly queries: Rate;
  readonly twinReads: Rate;
  readonly twinUpdates: Rate;
  readonly newConnections: Rate;
  readonly configurationOperations: Rate;
  /** Creating, reading, listing and cancelling jobs, whether scheduled or imports and exports. */
  readonly jobOperations: Rate;
}

/** What a hub of a tier may do: IoT Hub developer guide, "Quotas and throttling". */
export interface TierLimits extends OperationRates {
  /** Basic has no twins, direct methods, messages to devices, configurations and scheduled jobs. */
  readonly edition: 'free' | 'basic' | 'standard';
  /** Messages of a day, for each unit, in blocks of {@link TierLimits.messageBlockBytes}. */
  readonly dailyMessages: number;
  /** A longer message counts as several. */
  readonly messageBlockBytes: number;
  readonly devices: number;
  /** How many scheduled jobs may be under way at once. */
  readonly activeJobs: number;
  /** Devices whose method a job calls, or whose twin it updates: jobs do not fail over it, they take their time. */
  readonly jobDeviceOperations: Rate;
}

const always = (count: number): Rate => ({ count, perSeconds: 1 });
const perUnit = (count: number, perSeconds: number): Rate => ({ count, perUnit: count, perSeconds });
const atLeast = (count: number, countOfUnit: number): Rate => ({ count, perUnit: countOfUnit, perSeconds: 1 });

const paid = { edition: 'standard', messageBlockBytes: 4096, devices: 1_000_000 } as const;

const standard1: TierLimits = {
  ...paid,
  dailyMessages: 400_000,
  registryOperations: perUnit(100, 60),
  queries: perUnit(20, 60),
  twinReads: always(100),
  twinUpdates: always(50),
  newConnections: atLeast(100, 12),
  configurationOperations: perUnit(20, 60),
  jobOperations: perUnit(100, 60),
  activeJobs: 1,
  jobDeviceOperations: always(10),
};

const standard2: TierLimits = {
  ...standard1,
  dailyMessages: 6_000_000,
  twinReads: atLeast(100, 10),
  twinUpdates: atLeast(50, 5),
  newConnections: perUnit(120, 1),
  activeJobs: 5,
  jobDeviceOperations: atLeast(10, 1),
};

const standard3: TierLimits = {
  ...paid,
  dailyMessages: 300_000_000,
  registryOperations: perUnit(5000, 60),
  queries: perUnit(1000, 60),
  twinReads: perUnit(500, 1),
  twinUpdates: perUnit(250, 1),
  newConnections: perUnit(6000, 1),
  configurationOperations: perUnit(20, 60),
  jobOperations: perUnit(5000, 60),
  activeJobs: 10,
  jobDeviceOperations: perUnit(50, 1),
};

export const tierLimits: Readonly<Record<HubTier, TierLimits>> = {
  F1: { ...standard1, edition: 'free', dailyMessages: 8000, messageBlockBytes: 512, devices: 500 },
  B1: { ...standard1, edition: 'basic', activeJobs: 0 },
  B2: { ...standard2, edition: 'basic', activeJobs: 0 },
  B3: { ...standard3, edition: 'basic', activeJobs: 0 },
  S1: standard1,
  S2: standard2,
  S3: standard3,
};

/** How much a hub of so many units may do in the time of the rate. */
export function countOf({ count, perUnit: each = 0 }: Rate, units: number): number {
  return Math.max(count, each * units);
}
