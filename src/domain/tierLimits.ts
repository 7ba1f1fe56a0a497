/** How many operations a hub takes: IoT Hub developer guide, "Quotas and throttling". */
export interface TierLimits {
  readonly registryOperations: Rate;
  readonly queries: Rate;
  readonly twinReads: Rate;
  readonly twinUpdates: Rate;
  readonly newConnections: Rate;
  readonly configurationOperations: Rate;
}

export interface Rate {
  readonly count: number;
  readonly perSeconds: number;
}

/** A rate that grows with the hub's units: `count` at least, `countPerUnit` for each unit. */
interface UnitRate extends Rate {
  readonly countPerUnit: number;
}

const perMinute = (count: number): UnitRate => ({ count, countPerUnit: count, perSeconds: 60 });
const perSecond = (count: number, countPerUnit = count): UnitRate => ({ count, countPerUnit, perSeconds: 1 });

const standard1: Readonly<Record<keyof TierLimits, UnitRate>> = {
  registryOperations: perMinute(100),
  queries: perMinute(20),
  twinReads: perSecond(100, 0),
  twinUpdates: perSecond(50, 0),
  newConnections: perSecond(100, 12),
  configurationOperations: perMinute(20),
};

/** A hub with tier `unlimited`, which only a local hub has, is not in the table. */
const tierLimits = {
  F1: standard1,
  S1: standard1,
  S2: {
    ...standard1,
    twinReads: perSecond(100, 10),
    twinUpdates: perSecond(50, 5),
    newConnections: perSecond(120),
  },
  S3: {
    registryOperations: perMinute(5000),
    queries: perMinute(1000),
    twinReads: perSecond(500),
    twinUpdates: perSecond(250),
    newConnections: perSecond(6000),
    configurationOperations: perMinute(20),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<keyof TierLimits, UnitRate>>>>;

/** The limits of a hub with so many units of a tier. */
export function limitsOf(tier: keyof typeof tierLimits, units: number): TierLimits {
  const rates = Object.entries<UnitRate>(tierLimits[tier]).map(([operation, { count, countPerUnit, perSeconds }]) => [
    operation,
    { count: Math.max(count, countPerUnit * units), perSeconds },
  ]);

  return Object.fromEntries(rates) as TierLimits;
}
