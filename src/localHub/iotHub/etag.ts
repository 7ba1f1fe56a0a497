import { HubFault } from './hubFault.ts';

/** Compares an `If-Match` header, quoted or not, with the etag of what would change. No header and `*` match all. */
export function etagMatches(ifMatch: string | undefined, etag: string): boolean {
  if (ifMatch === undefined) return true;

  const wanted = /^"(?<tag>.*)"$/.exec(ifMatch)?.groups?.['tag'] ?? ifMatch;
  return wanted === '*' || wanted === etag;
}

/** @throws HubFault PreconditionFailed (412001) unless {@link etagMatches}. */
export function checkIfMatch(ifMatch: string | undefined, etag: string): void {
  if (etagMatches(ifMatch, etag)) return;

  throw new HubFault('PreconditionFailed', 'Precondition failed: the etag does not match.');
}
