import type { ArmContext } from './armRequest.ts';
import { parseResourceId, sameName } from './resourceIds.ts';
import type { ResourceDocument, ResourceType } from './resourceType.ts';

/** The type of this name, if it is served. */
export function typeNamed({ types }: ArmContext, name: string): ResourceType | undefined {
  return types.find(({ type }) => sameName(type, name));
}

/** The resource of this id, whatever its type; nothing if there is none. */
export async function findById(arm: ArmContext, id: string): Promise<ResourceDocument | undefined> {
  const parsed = parseResourceId(id);
  return parsed && typeNamed(arm, parsed.type)?.find(arm, parsed);
}

/** All resources of a type that is in no other, in the order of the types. */
export async function allResources(arm: ArmContext): Promise<readonly ResourceDocument[]> {
  const documents: ResourceDocument[] = [];
  for (const type of arm.types) if (type.type.split('/').length === 2) documents.push(...(await type.list(arm)));
  return documents;
}
