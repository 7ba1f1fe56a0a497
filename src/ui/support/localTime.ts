/** A time as the service or a device gives it, for people: in their zone and their language. */

/** The clock time today, else the date: `10:42`, `Nov 19`. A text that is no time comes back as it is. */
export function shortTime(time: string, locale: string, now = new Date()): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;

  const today = date.toDateString() === now.toDateString();
  const options = today
    ? ({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' } as const)
    : ({ month: 'short', day: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale, options).format(date);
}

/** Date, clock time with seconds, and zone. */
export function fullTime(time: string, locale: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;

  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }).format(date);
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago, in the largest unit that fits: `3 hr. ago`. */
export function timeAgo(time: string, locale: string, now = new Date()): string {
  const elapsedMs = now.getTime() - Date.parse(time);
  if (Number.isNaN(elapsedMs)) return time;

  const [unit, unitMs] = units.find(([, ms]) => elapsedMs >= ms) ?? ['minute', 60_000];
  const format = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' });
  return format.format(-Math.floor(elapsedMs / unitMs), unit);
}
