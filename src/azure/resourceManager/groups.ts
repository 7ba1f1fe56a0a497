import type * as z from 'zod/mini';
import type { GroupResources, ResourceGroup } from '../../domain/resources/resourceManager.ts';
import type { ArmCalls } from './armCalls.ts';
import { groupAnswer, resourceAnswer } from './armSchemas.ts';

const apiVersion = '2025-04-01';

/** Resource groups: what hosted services were. @param subscription `/subscriptions/…` */
export function groupResources(calls: ArmCalls, subscription: string): GroupResources {
  const pathOf = (name: string) => `${subscription}/resourcegroups/${encodeURIComponent(name)}`;

  return {
    async list(signal) {
      const answers = await calls.list(groupAnswer, { path: `${subscription}/resourcegroups`, apiVersion, signal });
      return answers.map(toGroup);
    },
    async get(name, signal) {
      return toGroup(await calls.get(groupAnswer, { path: pathOf(name), apiVersion, signal }));
    },
    async create({ name, location, tags }, signal) {
      return toGroup(
        await calls.put(groupAnswer, { path: pathOf(name), apiVersion, body: { location, tags }, signal }),
      );
    },
    async setTags(name, tags, signal) {
      return toGroup(await calls.patch(groupAnswer, { path: pathOf(name), apiVersion, body: { tags }, signal }));
    },
    delete: (name, signal) => calls.begin('DELETE', { path: pathOf(name), apiVersion, signal }),
    async resourcesIn(name, signal) {
      const answers = await calls.list(resourceAnswer, { path: `${pathOf(name)}/resources`, apiVersion, signal });
      return answers.map(({ id, name: ofResource, type, location, tags }) => ({
        id,
        name: ofResource,
        type,
        location: location ?? '',
        tags: tags ?? {},
      }));
    },
  };
}

function toGroup({ id, name, location, tags, properties }: z.infer<typeof groupAnswer>): ResourceGroup {
  return { id, name, location, tags: tags ?? {}, state: properties?.provisioningState ?? 'Succeeded' };
}
