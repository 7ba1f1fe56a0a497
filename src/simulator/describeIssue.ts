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
      return `must ${quantity('at least', issue.minimum, issue.origin)}`;
    case 'too_big':
      return `must ${quantity('at most', issue.maximum, issue.origin)}`;
    case 'unrecognized_keys':
      return `has members that mean nothing: ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return `must be ${issue.values.map(value => JSON.stringify(value)).join(' or ')}`;
    case 'invalid_union':
      return 'must be an id, or an object with prefix and count';
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'is not valid';
  }
}

/** `be at least 100`, `have at most 1 character`. */
function quantity(bound: string, amount: number | bigint, origin: string): string {
  const noun = { array: 'item', string: 'character' }[origin];
  return noun === undefined
    ? `be ${bound} ${amount}`
    : `have ${bound} ${amount} ${noun}${Number(amount) === 1 ? '' : 's'}`;
}
