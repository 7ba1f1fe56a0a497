import type * as z from 'zod/mini';

/** What is wrong with a member of a scenario, as a sentence without its end: `telemetry.intervalMs must be at least 100`. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  const place = issue.path.length === 0 ? 'the scenario' : issue.path.join('.');
  return `${place} ${complaint(issue)}`;
}

function complaint(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be of type ${issue.expected}`;
    case 'too_small':
      return `must ${isList(issue.origin) ? 'have' : 'be'} at least ${issue.minimum}${unit(issue.origin)}`;
    case 'too_big':
      return `must ${isList(issue.origin) ? 'have' : 'be'} at most ${issue.maximum}${unit(issue.origin)}`;
    case 'unrecognized_keys':
      return `has members that mean nothing: ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return `must be ${issue.values.map(value => JSON.stringify(value)).join(' or ')}`;
    case 'invalid_union':
      return 'must be an id, or an object with prefix and count';
    default:
      return 'is not valid';
  }
}

function isList(origin: string): boolean {
  return origin === 'array' || origin === 'string';
}

function unit(origin: string): string {
  if (origin === 'array') return ' items';
  return origin === 'string' ? ' characters' : '';
}
