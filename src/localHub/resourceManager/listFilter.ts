import { badRequest } from './armFault.ts';
import type { ArmRequest } from './armRequest.ts';
import type { ResourceDocument } from './resourceType.ts';
import { parseResourceId, sameName } from './resourceIds.ts';

type Filtered = Pick<ResourceDocument, 'id' | 'name' | 'type' | 'location' | 'tags'>;

const comparison = /^(?<field>\w+) eq '(?<value>(?:[^']|'')*)'$/;

/** What a list can be filtered by, besides tags. */
const fields: Readonly<Record<string, (item: Filtered) => string | undefined>> = {
  resourceType: ({ type }) => type,
  name: ({ name }) => name,
  location: ({ location }) => location,
  resourceGroup: ({ id }) => parseResourceId(id)?.group,
};

/**
 * Keeps what `$filter` names: comparisons `field eq 'value'` with `and` between them; a tag by `tagName` and `tagValue`.
 * @throws ArmFault InvalidFilterInQueryString
 */
export function filtered<Item extends Filtered>({ query }: ArmRequest, items: readonly Item[]): readonly Item[] {
  const text = query.get('$filter');
  if (text === null || text.trim() === '') return items;

  const wanted = text.split(/ and /i).map(part => readComparison(part.trim(), text));
  const tagName = wanted.find(({ field }) => field === 'tagName')?.value;
  return items.filter(item => wanted.every(({ field, value }) => holds(item, field, value, tagName)));
}

function readComparison(part: string, text: string): { readonly field: string; readonly value: string } {
  const { field = '', value = '' } = comparison.exec(part)?.groups ?? {};
  if (field in fields || field === 'tagName' || field === 'tagValue')
    return { field, value: value.replaceAll("''", "'") };

  const known = [...Object.keys(fields), 'tagName', 'tagValue'].join(', ');
  throw badRequest(
    `The filter "${text}" is not one that this resource manager reads: compare ${known} with eq, and join with and.`,
    'InvalidFilterInQueryString',
  );
}

function holds(item: Filtered, field: string, value: string, tagName: string | undefined): boolean {
  if (field === 'tagName') return tagOf(item, value) !== undefined;
  if (field === 'tagValue') return tagName !== undefined && tagOf(item, tagName) === value;

  return sameName(fields[field]?.(item) ?? '', value);
}

function tagOf({ tags = {} }: Filtered, name: string): string | undefined {
  return Object.entries(tags).find(([known]) => sameName(known, name))?.[1];
}
