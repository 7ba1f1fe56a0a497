import * as z from 'zod/mini';
import { ArmFault } from './armFault.ts';
import type { ArmContext } from './armRequest.ts';
import { groupId } from './resourceIds.ts';
import { tagsSchema } from './tags.ts';

const groupRecord = z.object({ name: z.string(), location: z.string(), tags: tagsSchema });
export type GroupRecord = z.infer<typeof groupRecord>;

/** Where the hubs of the command line are. */
export const homeGroup = { name: 'local', location: 'local', tags: {} } as const satisfies GroupRecord;

export function listGroups(arm: ArmContext): readonly GroupRecord[] {
  return arm.resources.list(groupId(arm, '').slice(0, -1), groupRecord).map(({ document }) => document);
}

export function findGroup(arm: ArmContext, name: string): GroupRecord | undefined {
  return arm.resources.get(groupId(arm, name), groupRecord)?.document;
}

/** The group of a request. @throws ArmFault ResourceGroupNotFound */
export function groupOf(arm: ArmContext, name: string): GroupRecord {
  const group = findGroup(arm, name);
  if (group) return group;

  throw new ArmFault(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
}

export function putGroup(arm: ArmContext, record: GroupRecord): void {
  arm.resources.put(groupId(arm, record.name), record);
}

/** The group of the hubs of the command line is there at every start. */
export function keepHomeGroup(arm: ArmContext): void {
  if (!findGroup(arm, homeGroup.name)) putGroup(arm, homeGroup);
}
