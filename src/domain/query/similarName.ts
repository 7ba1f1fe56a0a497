/** The candidate that `name` is most likely a slip of: at most two letters off, case aside. */
export function similarName(name: string, candidates: readonly string[]): string | undefined {
  const distances = candidates
    .map(candidate => ({
      candidate,
      distance: editDistance(name.toLowerCase(), candidate.toLowerCase()),
      sameStart: Number(candidate.startsWith(name.charAt(0))),
    }))
    .filter(({ candidate, distance }) => distance <= 2 && distance < candidate.length / 2);

  return distances.sort((a, b) => a.distance - b.distance || b.sameStart - a.sameStart)[0]?.candidate;
}

/** How many letters must be inserted, deleted or replaced to make `b` of `a` (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
