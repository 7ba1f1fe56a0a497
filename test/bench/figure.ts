/** One measured figure, as `--json` prints it. `ratio` is how many times as good as the peer: more is better. */
export interface Figure {
  readonly bench: string;
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string | null;
  readonly peerValue: number | null;
  readonly ratio: number | null;
  /** How fast the peer is here beside where the goals were set: below 1 is slower. Only where that is known. */
  readonly machine?: number;
  readonly goal: number | null;
  /** Only for a goal that the value itself must meet, in its unit; without it the goal is the least ratio that will do. */
  readonly goalFor?: 'most' | 'least';
  readonly met: boolean | null;
}

export interface Measurement {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** True for times and sizes. */
  readonly lessIsBetter?: boolean;
  /** For the value itself: the most for times and sizes, the least for others. */
  readonly goal?: number;
  readonly peer?: Peer;
}

export interface Peer {
  readonly name: string;
  readonly value: number;
  /** What it had on the machine on which the goals were set. */
  readonly valueAtGoals?: number | undefined;
  /** If it is not that of the two values, but measured more closely. */
  readonly ratio?: number;
  readonly goal?: number;
}

/** Sets a measurement beside its peer and its goal. */
export function toFigure(bench: string, measurement: Measurement): Figure {
  const { figure, value, unit, lessIsBetter, peer } = measurement;
  const timesAsGood = (a: number, b: number) => (lessIsBetter ? b / a : a / b);
  const ratio = peer ? (peer.ratio ?? timesAsGood(value, peer.value)) : null;

  return {
    bench,
    figure,
    value: rounded(value),
    unit,
    peer: peer?.name ?? null,
    peerValue: peer ? rounded(peer.value) : null,
    ratio: ratio === null ? null : hundredths(ratio),
    ...(peer?.valueAtGoals === undefined ? {} : { machine: hundredths(timesAsGood(peer.value, peer.valueAtGoals)) }),
    ...judge(measurement, ratio),
  };
}

function judge({ value, goal, lessIsBetter, peer }: Measurement, ratio: number | null): Verdict {
  if (goal !== undefined) {
    return lessIsBetter
      ? { goal, goalFor: 'most', met: value <= goal }
      : { goal, goalFor: 'least', met: value >= goal };
  }
  if (ratio === null || peer?.goal === undefined) return { goal: null, met: null };
  return { goal: peer.goal, met: ratio >= peer.goal };
}

type Verdict = Pick<Figure, 'goal' | 'goalFor' | 'met'>;

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Three digits that count, but no digit before the point lost. */
function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
