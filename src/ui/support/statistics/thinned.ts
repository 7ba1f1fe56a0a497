import type { CountPoint } from '../../../protocol/statisticsPage.ts';

/**
 * The points of a course without those that tell nothing, between two that count the same; if there are still more than
 * `most`, every second one of the older half goes, so that a long time is kept, and the last hours in detail.
 */
export function thinned(points: readonly CountPoint[], most: number): readonly CountPoint[] {
  const telling = points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    return !before || !after || !sameCounts(before, point) || !sameCounts(point, after);
  });
  if (telling.length <= most) return telling;

  const half = Math.floor(telling.length / 2);
  return telling.filter((_, index) => index >= half || index % 2 === 0);
}

function sameCounts(one: CountPoint, other: CountPoint): boolean {
  return (
    one.total === other.total &&
    one.enabled === other.enabled &&
    one.disabled === other.disabled &&
    one.connected === other.connected
  );
}
