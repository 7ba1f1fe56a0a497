import type { IdentityAddress } from '../identityAddress.ts';
import { printExpression } from '../query/printQuery.ts';
import { mostConditionCharacters } from '../query/targetCondition.ts';

/** The condition of a job on devices, or on modules of one name, by their ids. */
export interface TargetCondition {
  readonly condition: string;
  /** How many it selects. */
  readonly count: number;
}

/**
 * Conditions that together select exactly these devices and modules, as few as fit into what the service takes. Devices
 * and modules are never in the same one: a job is for either.
 */
export function targetConditions(targets: readonly IdentityAddress[]): readonly TargetCondition[] {
  const groups = Map.groupBy(targets, ({ moduleId }) => moduleId);
  return [...groups].flatMap(([moduleId, members]) => {
    const prefix = moduleId === undefined ? '' : `FROM devices.modules WHERE moduleId = ${literal(moduleId)} AND `;
    const ids = members.map(({ deviceId }) => literal(deviceId));
    return chunks(ids, mostConditionCharacters - prefix.length).map(chunk => ({
      condition: `${prefix}${idCondition(chunk)}`,
      count: chunk.length,
    }));
  });
}

function chunks(ids: readonly string[], room: number): readonly (readonly string[])[] {
  const lists: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    length += id.length + ', '.length;
    if (length > room) {
      lists.push([]);
      length = inList([id]).length;
    }
    lists.at(-1)?.push(id);
  }
  return lists;
}

function idCondition(ids: readonly string[]): string {
  return ids.length === 1 ? `deviceId = ${ids[0]}` : inList(ids);
}

function inList(ids: readonly string[]): string {
  return `deviceId IN [${ids.join(', ')}]`;
}

function literal(value: string): string {
  return printExpression({ kind: 'constant', value });
}
