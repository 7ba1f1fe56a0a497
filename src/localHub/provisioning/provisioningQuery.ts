import type { Page } from '../../domain/page.ts';
import { ProvisioningFault } from './provisioningFault.ts';

/** How many documents a page has: the service's own default is not documented. */
export const provisioningPageSizes = { default: 100, most: 1000 } as const;

const everything = /^\s*(?:\*|select\s+\*(?:\s+from\s+\w+)?)\s*;?\s*$/i;

/**
 * Checks the text of a query. The service's documentation has none but those for everything.
 * @throws ProvisioningFault ArgumentInvalid
 */
export function checkProvisioningQuery(query: string): void {
  if (everything.test(query)) return;

  throw new ProvisioningFault('ArgumentInvalid', `A local provisioning service answers "SELECT *", not "${query}".`);
}

/**
 * A page of what comes in the order of its ids.
 * @param continuation as the page before gave it.
 * @param read gives at most so many items that come after an id.
 * @throws ProvisioningFault ArgumentInvalid for a continuation that no page gave.
 */
export function pageById<T extends { readonly id: string }>(
  size: number,
  continuation: string | undefined,
  read: (after: string, limit: number) => readonly T[],
): Page<T> {
  const items = read(afterOf(continuation), size + 1);
  const last = items.length > size ? items[size - 1] : undefined;

  return { items: items.slice(0, size), ...(last ? { next: Buffer.from(last.id).toString('base64') } : {}) };
}

function afterOf(continuation: string | undefined): string {
  if (continuation === undefined) return '';

  const id = Buffer.from(continuation, 'base64').toString();
  if (Buffer.from(id).toString('base64') === continuation) return id;
  throw new ProvisioningFault('ArgumentInvalid', 'The continuation token is not one of this service.');
}
