import type { EventLogLine } from '../eventLogLine.ts';
import {
  type DeviceRow,
  type LogLine,
  type Progress,
  type RatePoint,
  type Totals,
  noProgress,
} from '../../protocol/simulatorRun.ts';

const logIcons: Readonly<Record<LogLine['kind'], string>> = {
  connection: 'plug',
  provisioning: 'arrow-swap',
  method: 'zap',
  twin: 'symbol-property',
  problem: 'warning',
};

/** What the page shows of a simulation. */
export interface RunView {
  readonly totals: Totals;
  readonly rows: ReadonlyMap<string, DeviceRow>;
  readonly lines: readonly EventLogLine[];
  /** Lines that were logged and are not among `lines`. */
  readonly droppedLines: number;
  readonly rates: readonly RatePoint[];
}

/** How many log lines and seconds the page keeps. */
export const keptLines = 500;
export const keptSeconds = 300;

export const emptyRun: RunView = { ...noProgress, rows: new Map(), lines: [] };

/** The view after more of the simulation became known. Rows keep the order in which they were first seen. */
export function withProgress(view: RunView, progress: Progress): RunView {
  const rows = new Map(view.rows);
  for (const row of progress.rows) rows.set(row.deviceId, row);
  const lines = [...view.lines, ...progress.lines.map(eventLogLine)];
  const tooMany = Math.max(0, lines.length - keptLines);
  const oldest = (progress.rates.at(-1)?.second ?? 0) - keptSeconds;

  return {
    totals: progress.totals,
    rows,
    lines: lines.slice(tooMany),
    droppedLines: view.droppedLines + progress.droppedLines + tooMany,
    rates: [...view.rates, ...progress.rates].filter(({ second }) => second > oldest),
  };
}

function eventLogLine({ atMs, kind, deviceId, text }: LogLine): EventLogLine {
  return { atMs, subject: deviceId, text, icon: logIcons[kind] };
}
