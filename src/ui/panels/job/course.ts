import type { JobPicture, JobPoint } from '../../../protocol/jobPage.ts';

/** More would be a picture that nobody sees better, and a table that nobody reads. */
const mostPoints = 240;

/** How the counts of a job went, as they were seen. A long course is thinned: its ends stay. */
export class Course {
  #points: JobPoint[] = [];

  get points(): JobPoint[] {
    return this.#points;
  }

  /** Takes what was seen at a time; while nothing changes, only the last point moves. */
  add({ counts }: JobPicture, nowMs: number): void {
    if (!counts) return;
    const point = { second: Math.round(nowMs / 1000), counts };
    const [before, last] = this.#points.slice(-2);
    const same = before && last && isSame(before, point) && isSame(last, point);
    this.#points = [...(same ? this.#points.slice(0, -1) : this.#points), point];
    if (this.#points.length > mostPoints) this.#points = this.#points.filter(isKept);
  }
}

function isSame(a: JobPoint, b: JobPoint): boolean {
  return JSON.stringify(a.counts) === JSON.stringify(b.counts);
}

/** Every other one, and the last. */
function isKept(_: JobPoint, index: number, points: readonly JobPoint[]): boolean {
  return index % 2 === 0 || index === points.length - 1;
}
