import * as z from 'zod/mini';
import type { ServiceResponse } from '../protocols/https/router.ts';
import { badRequest } from './armFault.ts';
import type { ArmRequest } from './armRequest.ts';

/** How many a page has at most, and how many unless asked. */
const pageSize = 100;

const sizeSchema = z.int().check(z.positive());

/**
 * A page of a list, in the order of the ids: of `$top` or `$maxpagesize` items, from the one after `$skiptoken` on. Its
 * `nextLink` is the address of the next page, which is the same whatever is added or removed meanwhile.
 * @throws ArmFault InvalidParameter
 */
export function pageOf(request: ArmRequest, all: readonly { readonly id: string }[]): ServiceResponse {
  const after = Buffer.from(request.query.get('$skiptoken') ?? '', 'base64url').toString();
  const rest = all
    .map(item => ({ item, key: item.id.toLowerCase() }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .filter(({ key }) => key > after);
  const page = rest.slice(0, sizeOf(request));
  const last = page.at(-1);
  const value = page.map(({ item }) => item);

  return { body: page.length < rest.length && last ? { value, nextLink: nextLink(request, last.key) } : { value } };
}

function sizeOf({ query }: ArmRequest): number {
  const asked = query.get('$top') ?? query.get('$maxpagesize');
  if (asked === null) return pageSize;

  const size = sizeSchema.safeParse(Number(asked));
  if (!size.success)
    throw badRequest(`'${asked}' is not a number of items: it needs to be 1 or more.`, 'InvalidParameter');
  return Math.min(size.data, pageSize);
}

function nextLink({ arm, pathname, query }: ArmRequest, after: string): string {
  const next = new URLSearchParams(query);
  next.set('$skiptoken', Buffer.from(after).toString('base64url'));
  return `${arm.endpoint}${pathname}?${next.toString()}`;
}
