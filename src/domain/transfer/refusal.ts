import type { Refusal } from './planLine.ts';

/** Why a hub would refuse a line, in a sentence that says what to do. */
export function describeRefusal(reason: Refusal): string {
  switch (reason) {
    case 'exists':
      return 'It exists already, and the mode is "create". Use "createOrUpdate".';
    case 'missing':
      return 'It does not exist, and the mode changes or deletes what exists. Use "createOrUpdate" to make it.';
    case 'noETag':
      return 'The mode compares etags, and the line has none. Export the device again, or use the mode without "IfMatchETag".';
    case 'etagMismatch':
      return 'It was changed since it was exported: the etags differ. Export it again.';
    case 'twinEtagMismatch':
      return 'Its twin was changed since it was exported: the etags differ. Export it again.';
  }
}
