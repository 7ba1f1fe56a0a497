const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Reads `90`, `90s`, `10m`, `1h30m` or `2d` as seconds; nothing for another text. */
export function parseDuration(text: string): number | undefined {
  const compact = text.trim().toLowerCase().replaceAll(/\s+/g, '');
  if (/^\d{1,9}$/.test(compact)) return Number(compact);
  if (!/^(?:\d{1,9}(?:d|h|min|m|s))+$/.test(compact)) return undefined;

  const parts = compact.matchAll(/(?<count>\d+)(?<unit>d|h|m|s)/g);
  return [...parts].reduce((sum, { groups }) => {
    return sum + Number(groups?.['count']) * (unitSeconds[groups?.['unit'] ?? ''] ?? 0);
  }, 0);
}

/** The shortest text that {@link parseDuration} reads as so many seconds: `1h30m`. */
export function printDuration(seconds: number): string {
  const units = Object.entries(unitSeconds).toSorted(([, a], [, b]) => b - a);
  let left = seconds;
  const parts = units.map(([unit, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? '' : `${count}${unit}`;
  });

  return parts.join('') || '0s';
}
