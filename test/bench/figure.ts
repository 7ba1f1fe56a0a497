/** One measured figure, as `--json` prints it. `ratio` is how many times as good as the peer: more is better. */
export interface Figure {
  readonly bench: string;
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string | null;
  readonly peerValue: number | null;
  readonly ratio: number | null;
  /** The least ratio that will do. */
  readonly goal: number | null;
  readonly met: boolean | null;
}

export interface Measurement {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** True for times and sizes. */
  readonly lessIsBetter?: boolean;
  readonly peer?: Peer;
}

export interface Peer {
  readonly name: string;
  readonly value: number;
  /** If it is not that of the two values, but measured more closely. */
  readonly ratio?: number;
  readonly goal?: number;
}

/** Sets a measurement beside its peer and its goal. */
export function toFigure(bench: string, { figure, value, unit, lessIsBetter, peer }: Measurement): Figure {
  const ratio = peer ? (peer.ratio ?? (lessIsBetter ? peer.value / value : value / peer.value)) : null;
  const goal = peer?.goal ?? null;

  return {
    bench,
    figure,
    value: rounded(value),
    unit,
    peer: peer?.name ?? null,
    peerValue: peer ? rounded(peer.value) : null,
    ratio: ratio === null ? null : Math.round(ratio * 100) / 100,
    goal,
    met: ratio === null || goal === null ? null : ratio >= goal,
  };
}

/** Three digits that count, but no digit before the point lost. */
function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
