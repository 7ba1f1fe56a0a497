import { HubFault } from './hubFault.ts';

/**
 * Compares an `If-Match` header, quoted or not, with the etag of what would change. No header and `*` match all.
 * @throws HubFault PreconditionFailed (412001)
 */
export function checkIfMatch(ifMatch: string | undefined, etag: string): void {
  if (ifMatch === undefined) return;

  const wanted = /^"(?<tag>.*)"$/.exec(ifMatch)?.groups?.['tag'] ?? ifMatch;
  if (wanted === '*' || wanted === etag) return;

  throw new HubFault('PreconditionFailed', 'Precondition failed: the etag does not match.');
}
