import { type DeviceFilter, type TagCondition, parseTagCondition, printTagCondition } from './deviceFilter.ts';
import { QueryError } from './query/queryError.ts';
import { checkDeviceId } from './deviceId.ts';

/** Why a text is not a filter of devices. */
export type DeviceFilterProblem =
  | { readonly kind: 'idPrefix'; readonly character: string }
  | { readonly kind: 'tag' }
  /** `message` says what is wrong, and where. */
  | { readonly kind: 'syntax'; readonly message: string };

/**
 * Reads what people type to filter devices: the first characters of an id, `tags.floor = '3'`, or the one and then the
 * other with a blank between them. An empty text is the empty filter.
 */
export function parseDeviceFilter(text: string): DeviceFilter | DeviceFilterProblem {
  const { prefix = '', tag = '' } = /^\s*(?<prefix>(?:(?!tags\b)\S+)?)\s*(?<tag>.*?)\s*$/is.exec(text)?.groups ?? {};
  const problem = prefix === '' ? undefined : checkDeviceId(prefix);
  if (problem?.kind === 'character') return { kind: 'idPrefix', character: problem.character };

  const condition = tag === '' ? undefined : readTag(tag);
  if (condition && 'kind' in condition) return condition;

  return { ...(prefix === '' ? {} : { idPrefix: prefix }), ...(condition ? { tag: condition } : {}) };
}

/** True if {@link parseDeviceFilter} could not read the text. */
export function isFilterProblem(parsed: DeviceFilter | DeviceFilterProblem): parsed is DeviceFilterProblem {
  return 'kind' in parsed;
}

/** The text that {@link parseDeviceFilter} reads as `filter`; a query has none. */
export function printDeviceFilter({ idPrefix, tag }: DeviceFilter): string {
  const parts = [...(idPrefix === undefined ? [] : [idPrefix]), ...(tag === undefined ? [] : [printTagCondition(tag)])];
  return parts.join(' ');
}

/** What people call a filter: its text, or the name of its query; empty if it shows all devices. */
export function describeDeviceFilter(filter: DeviceFilter): string {
  return filter.query?.name ?? printDeviceFilter(filter);
}

function readTag(text: string): TagCondition | DeviceFilterProblem {
  try {
    return parseTagCondition(text) ?? { kind: 'tag' };
  } catch (error) {
    if (error instanceof QueryError) return { kind: 'syntax', message: error.message };
    throw error;
  }
}
