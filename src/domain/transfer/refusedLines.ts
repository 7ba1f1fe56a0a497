import type { ImportError } from './importErrors.ts';
import type { ImportMode } from './importMode.ts';

/** A line of a file that is about a certain device or module. */
export interface ModeLine {
  readonly line: number;
  readonly mode: ImportMode;
}

export interface RefusedLine {
  readonly line: number;
  readonly reason: string;
}

/** How an import may have gone so far. */
interface Course {
  /** How many of the refusals have happened. */
  readonly refused: number;
  /** Whether the device is there; nothing while that is not known. */
  readonly exists: boolean | undefined;
  /** The lines that may have been refused, each with one of the refusals. */
  readonly possible: ReadonlyMap<number, ImportError>;
}

/**
 * Finds out which of the lines of a device a hub refused, as `importErrors.log` names the device only: goes through the
 * lines and drops what cannot have been, such as a device that was created twice. Where several lines may be meant, all
 * of them are given.
 * @param lines in the order of the file.
 * @param refusals of that device, in the order of the log.
 */
export function refusedLines(
  lines: readonly ModeLine[],
  refusals: readonly [ImportError, ...ImportError[]],
): readonly RefusedLine[] {
  let courses: readonly Course[] = [{ refused: 0, exists: undefined, possible: new Map() }];
  for (const line of lines) courses = merged(courses.flatMap(course => goOn(course, line, refusals)));

  const possible = new Map<number, ImportError>();
  for (const course of courses) if (course.refused === refusals.length) copy(course.possible, possible);
  if (possible.size === 0) return lines.map(({ line }) => ({ line, reason: refusals[0].reason }));
  const numbers = [...possible.keys()].toSorted((a, b) => a - b);
  const doubt = numbers.length > refusals.length ? ` This is about one of the lines ${numbers.join(', ')}.` : '';
  return numbers.map(line => ({ line, reason: `${possible.get(line)?.reason ?? ''}${doubt}` }));
}

/** The line was accepted, or refused by the next of the refusals. */
function goOn(course: Course, { line, mode }: ModeLine, refusals: readonly ImportError[]): readonly Course[] {
  const { refused, exists, possible } = course;
  const refusal = refusals[refused];
  const after = accepted(mode, exists);
  const before = refusal ? refusedWith(refusal.code, mode, exists) : 'impossible';
  return [
    ...(after === 'impossible' ? [] : [{ refused, exists: after, possible }]),
    ...(before === 'impossible' || !refusal
      ? []
      : [{ refused: refused + 1, exists: before, possible: new Map(possible).set(line, refusal) }]),
  ];
}

/** Courses that have come to the same go on together. */
function merged(courses: readonly Course[]): readonly Course[] {
  const together = new Map<string, Course>();
  for (const course of courses) {
    const key = `${course.refused} ${course.exists}`;
    const possible = new Map(together.get(key)?.possible);
    copy(course.possible, possible);
    together.set(key, { ...course, possible });
  }
  return [...together.values()];
}

function copy<K, V>(from: ReadonlyMap<K, V>, into: Map<K, V>): void {
  for (const [key, value] of from) into.set(key, value);
}

/** Whether the device is there after the line was accepted. */
function accepted(mode: ImportMode, exists: boolean | undefined): boolean | 'impossible' {
  switch (mode) {
    case 'create':
      return exists === true ? 'impossible' : true;
    case 'createOrUpdate':
    case 'createOrUpdateIfMatchETag':
      return true;
    case 'update':
    case 'updateIfMatchETag':
    case 'updateTwin':
    case 'updateTwinIfMatchETag':
      return exists === false ? 'impossible' : true;
    case 'delete':
    case 'deleteIfMatchETag':
      return exists === false ? 'impossible' : false;
  }
}

/** Whether the device was there when the line was refused: 409 says that it was, 404 that it or its parent was not. */
function refusedWith(
  code: number | undefined,
  mode: ImportMode,
  exists: boolean | undefined,
): boolean | undefined | 'impossible' {
  switch (Math.floor((code ?? 0) / 1000)) {
    case 409:
      return mode === 'create' && exists !== false ? true : 'impossible';
    case 404:
      if (mode.startsWith('createOrUpdate')) return exists;
      return exists === true ? 'impossible' : false;
    case 412:
      return mode.endsWith('IfMatchETag') && exists !== false ? true : 'impossible';
    default:
      return exists;
  }
}
