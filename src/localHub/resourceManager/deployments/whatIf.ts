import { isDeepStrictEqual } from 'node:util';
import type { ArmContext } from '../armRequest.ts';
import { locationName } from '../locations.ts';
import type { ResourceDocument } from '../resourceType.ts';
import { isObject } from '../template/values.ts';
import type { PlannedResource } from './plannedResources.ts';
import { bodyOf, type PreparedDeployment } from './preparedDeployment.ts';
import { othersInGroup } from './runDeployment.ts';

interface PropertyChange {
  readonly path: string;
  readonly propertyChangeType: 'Create' | 'Modify';
  readonly before: unknown;
  readonly after: unknown;
}

/** What a deployment would do to each resource of its group. Microsoft Learn, "ARM template deployment what-if". */
export async function whatIf(arm: ArmContext, prepared: PreparedDeployment) {
  const changes = [];
  for (const resource of prepared.resources) changes.push(await changeOf(arm, prepared, resource));
  for (const other of await othersInGroup(arm, prepared)) {
    const changeType = prepared.mode === 'Complete' ? 'Delete' : 'Ignore';
    changes.push({ resourceId: other.id, changeType, ...payload(prepared, { before: other }) });
  }
  return { status: 'Succeeded', properties: { correlationId: null, changes } };
}

async function changeOf(arm: ArmContext, prepared: PreparedDeployment, resource: PlannedResource) {
  const { id, type, name } = resource;
  const before = await type.find(arm, { group: prepared.group.name, name });
  const body = await bodyOf(resource, { keepUnknown: true });
  const after = { id, name, type: type.type, ...body };
  if (!before) return { resourceId: id, changeType: 'Create', ...payload(prepared, { after }) };

  const delta = differences(before, body);
  const changeType = delta.length === 0 ? 'NoChange' : 'Modify';
  return {
    resourceId: id,
    changeType,
    ...payload(prepared, { before, after }),
    ...(prepared.showsIdsOnly ? {} : { delta }),
  };
}

function payload(
  { showsIdsOnly }: PreparedDeployment,
  states: { readonly before?: ResourceDocument; readonly after?: object },
) {
  return showsIdsOnly ? {} : states;
}

/** What the request says that is not so yet; what it leaves out stays as it is. */
function differences(before: unknown, after: unknown, path = ''): readonly PropertyChange[] {
  if (!isObject(after)) return isSame(before, after, path) ? [] : [changed(path, before, after)];

  return Object.entries(after).flatMap(([key, value]) =>
    differences(isObject(before) ? before[key] : undefined, value, path === '' ? key : `${path}.${key}`),
  );
}

function isSame(before: unknown, after: unknown, path: string): boolean {
  if (path === 'location') return locationName(String(before)) === locationName(String(after));
  return isDeepStrictEqual(before, after);
}

function changed(path: string, before: unknown, after: unknown): PropertyChange {
  return { path, propertyChangeType: before === undefined ? 'Create' : 'Modify', before, after };
}
