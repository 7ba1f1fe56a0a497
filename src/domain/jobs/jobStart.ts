import { parseDuration } from './durationText.ts';

/** When a job is to start. A delay counts from when the job is sent. */
export type JobStart =
  | { readonly kind: 'now' }
  | { readonly kind: 'delay'; readonly seconds: number }
  /** ISO 8601, UTC. */
  | { readonly kind: 'at'; readonly time: string };

/** Why a text is no start. */
export type JobStartProblem =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'past'; readonly time: string };

const clock =
  /^(?:(?<date>\d{4}-\d{2}-\d{2})(?:T|\s+))?(?<hours>\d{1,2}):(?<minutes>\d{2})(?::(?<seconds>\d{2}))?(?:\.\d+)?\s*(?<zone>\S*)$/i;

/**
 * Reads when a job is to start: `now`, a delay such as `10m` or `1h30m`, or a time: `2026-12-01 14:00`, or `14:00` for
 * the next one, each with a zone behind it (`Z`, `+01:00`, `Europe/Berlin`) or else in `localZone`.
 */
export function parseJobStart(text: string, now: Date, localZone: string): JobStart | JobStartProblem {
  const typed = text.trim();
  if (typed === '' || typed.toLowerCase() === 'now') return { kind: 'now' };

  const seconds = parseDuration(typed.replace(/^in\s+/i, ''));
  if (seconds !== undefined) return seconds === 0 ? { kind: 'now' } : { kind: 'delay', seconds };
  return parseTime(typed, now, localZone);
}

/** True if {@link parseJobStart} could not read the text. */
export function isStartProblem(start: JobStart | JobStartProblem): start is JobStartProblem {
  return start.kind === 'unreadable' || start.kind === 'zone' || start.kind === 'past';
}

/** The time that the job is sent with, ISO 8601; nothing for at once. */
export function startTimeOf(start: JobStart, now: Date): string | undefined {
  switch (start.kind) {
    case 'now':
      return undefined;
    case 'delay':
      return new Date(now.getTime() + start.seconds * 1000).toISOString();
    case 'at':
      return start.time;
  }
}

/** True if the start is still to come, or at once. */
export function isStillAhead(start: JobStart, now: Date): boolean {
  return start.kind !== 'at' || Date.parse(start.time) > now.getTime();
}

function parseTime(text: string, now: Date, localZone: string): JobStart | JobStartProblem {
  const { date, hours = '', minutes = '', seconds = '00', zone = '' } = clock.exec(text)?.groups ?? {};
  if (hours === '') return { kind: 'unreadable' };
  const zoneName = zone === '' ? localZone : zone;
  const today = dateIn(zoneName, now);
  if (today === undefined) return { kind: 'zone', zone };

  const at = (day: string) => timeIn(zoneName, `${day}T${hours.padStart(2, '0')}:${minutes}:${seconds}`);
  const time = at(date ?? today);
  if (time === undefined) return { kind: 'unreadable' };
  if (time > now) return { kind: 'at', time: time.toISOString() };
  if (date !== undefined) return { kind: 'past', time: time.toISOString() };

  const tomorrow = at(dateIn(zoneName, new Date(now.getTime() + 86_400_000)) ?? today);
  return tomorrow === undefined ? { kind: 'unreadable' } : { kind: 'at', time: tomorrow.toISOString() };
}

/** The date that people in a zone have at a time; nothing if there is no such zone. */
function dateIn(zone: string, time: Date): string | undefined {
  const offsetMs = offsetOf(zone, time);
  return offsetMs === undefined ? undefined : new Date(time.getTime() + offsetMs).toISOString().slice(0, 10);
}

/** The time at which people in a zone read `local` from their clocks; nothing if there is no such time. */
function timeIn(zone: string, local: string): Date | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // The offset at the time itself: it may be another one than at the first guess, around a change of the clocks.
  const guess = asUtc - (offsetOf(zone, new Date(asUtc)) ?? 0);

  return new Date(asUtc - (offsetOf(zone, new Date(guess)) ?? 0));
}

/** How far the clocks of a zone are before UTC, in milliseconds; nothing if there is no such zone. */
function offsetOf(zone: string, time: Date): number | undefined {
  if (/^(?:Z|UTC)$/i.test(zone)) return 0;
  const fixed = /^(?<sign>[+-])(?<hours>\d{2}):?(?<minutes>\d{2})?$/.exec(zone)?.groups;
  if (fixed) return offsetMs(fixed['sign'], fixed['hours'], fixed['minutes']);

  try {
    const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
      .formatToParts(time)
      .find(({ type }) => type === 'timeZoneName')?.value;
    const offset = /GMT(?<sign>[+-])(?<hours>\d{2}):(?<minutes>\d{2})/.exec(name ?? '')?.groups;
    return offset ? offsetMs(offset['sign'], offset['hours'], offset['minutes']) : 0;
  } catch {
    // A RangeError: there is no such zone.
    return undefined;
  }
}

function offsetMs(sign = '+', hours = '0', minutes = '0'): number {
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
