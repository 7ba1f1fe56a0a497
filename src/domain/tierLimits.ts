/** How many operations a hub of one unit takes: IoT Hub developer guide, "Quotas and throttling". */
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

const perMinute = (count: number): Rate => ({ count, perSeconds: 60 });
const perSecond = (count: number): Rate => ({ count, perSeconds: 1 });

const standard1: TierLimits = {
  registryOperations: perMinute(100),
  queries: perMinute(20),
  twinReads: perSecond(100),
  twinUpdates: perSecond(50),
  newConnections: perSecond(100),
  configurationOperations: perMinute(20),
};

/** By tier, for one unit. A hub with tier `unlimited`, which only a local hub has, is not in the table. */
export const tierLimits: Readonly<Record<'F1' | 'S1' | 'S2' | 'S3', TierLimits>> = {
  F1: standard1,
  S1: standard1,
  S2: { ...standard1, newConnections: perSecond(120) },
  S3: {
    registryOperations: perMinute(5000),
    queries: perMinute(1000),
    twinReads: perSecond(500),
    twinUpdates: perSecond(250),
    newConnections: perSecond(6000),
    configurationOperations: perMinute(20),
  },
};
