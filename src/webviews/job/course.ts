import type { JobCounts } from '../../domain/jobs/jobProgress.ts';
import type { JobPoint } from '../../protocol/jobPage.ts';
import type { ChartLine } from '../chartLine.ts';

/** A line of the chart of a job. */
export interface CourseLine extends ChartLine {
  readonly name: string;
  readonly value: (counts: JobCounts) => number;
}

export const courseLines: readonly CourseLine[] = [
  { name: 'Completed', colour: '--vscode-charts-green', dash: [], value: ({ completed }) => completed },
  { name: 'Failed', colour: '--vscode-charts-red', dash: [8, 4], value: ({ failed }) => failed },
  {
    name: 'Waiting or running',
    colour: '--vscode-charts-blue',
    dash: [2, 4],
    value: ({ waiting, running }) => waiting + running,
  },
];

/** How much time the chart shows: all of it, and never less than 10 s. */
export function chartSeconds(points: readonly JobPoint[]): number {
  const [first] = points;
  const last = points.at(-1);
  return first && last ? Math.max(10, last.second - first.second) : 10;
}

/** What the page saw before a reload of the window, and what the host has seen since. */
export function joinCourses(kept: readonly JobPoint[], seen: readonly JobPoint[]): readonly JobPoint[] {
  const [first] = seen;
  return first ? [...kept.filter(({ second }) => second < first.second), ...seen] : kept;
}
