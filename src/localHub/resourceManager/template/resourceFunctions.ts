import { parseResourceId, providerPath } from '../resourceIds.ts';
import type { ResourceDocument } from '../resourceType.ts';
import type { ScopeFunction } from './evaluate.ts';
import { invalidTemplate, NotYetKnown } from './templateFault.ts';
import type { Parameters } from './values.ts';

/** What is around a template that is evaluated. */
export interface Surroundings {
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** `https://localhost:PORT` */
  readonly endpoint: string;
  readonly group: { readonly name: string; readonly location: string; readonly tags: Readonly<Record<string, string>> };
  readonly deploymentName: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** The resource of an id, if there is one and the template has nothing still to do with it. */
  readonly find: (id: string) => Promise<ResourceDocument | undefined>;
  /** The id of the one resource of the template with this name; undefined if it has none. */
  readonly idOfName: (name: string) => string | undefined;
  /** Asks a resource for what it lists, such as its keys. @throws ArmFault */
  readonly list: (id: string, operation: string, body: unknown) => Promise<unknown>;
}

/** Microsoft Learn, "Resource functions for ARM templates", "Deployment functions", "Date functions". */
export function resourceFunctions(surroundings: Surroundings): Readonly<Record<string, ScopeFunction>> {
  const { subscriptionId, tenantId, group, deploymentName, nowMs } = surroundings;
  const subscription = `/subscriptions/${subscriptionId}`;

  return {
    subscription: () => ({ id: subscription, subscriptionId, tenantId, displayName: 'This machine' }),
    tenant: () => ({ tenantId }),
    environment: () => ({ name: 'Local', resourceManager: surroundings.endpoint }),
    deployment: () => ({ name: deploymentName }),
    resourcegroup: () => ({
      id: `${subscription}/resourceGroups/${group.name}`,
      ...group,
      type: 'Microsoft.Resources/resourceGroups',
      properties: { provisioningState: 'Succeeded' },
    }),
    resourceid: call => resourceIdOf(call, surroundings),
    subscriptionresourceid: call => `${subscription}/${idTail(call, typeIndex(call))}`,
    tenantresourceid: call => `/${idTail(call, 0)}`,
    extensionresourceid: call => `${call.text(0)}/${idTail(call, 1)}`,
    reference: call => reference(call, surroundings),
    'list*': call => listed(call, surroundings),
    utcnow: call => utcNow(call, nowMs),
  };
}

/** `resourceId([subscription], [group], type, name…)` */
function resourceIdOf(call: Parameters, { subscriptionId, group }: Surroundings): string {
  const index = typeIndex(call);
  const [one, other] = call.texts().slice(0, index);
  const subscription = index === 2 ? one : subscriptionId;
  const groupName = (index === 2 ? other : one) ?? group.name;
  return `/subscriptions/${subscription}/resourceGroups/${groupName}/${idTail(call, index)}`;
}

/** Where the type is among the parameters: the first that has a slash. */
function typeIndex(call: Parameters): number {
  const index = call.texts().findIndex(text => text.includes('/'));
  if (index < 0 || index > 2) throw call.wrong("needs a resource type, such as 'Microsoft.Devices/IotHubs'");
  return index;
}

function idTail(call: Parameters, index: number): string {
  const type = call.text(index);
  const names = call
    .texts(index + 1)
    .join('/')
    .split('/');
  if (names.length === type.split('/').length - 1) return providerPath(type, names.join('/'));

  throw call.wrong(`needs as many names as the type '${type}' has parts after its namespace`);
}

/** A resource's properties, or all of it with `'Full'`. */
async function reference(call: Parameters, { find, idOfName }: Surroundings): Promise<unknown> {
  const wanted = call.text(0);
  const id = parseResourceId(wanted) ? wanted : idOfName(wanted);
  if (id === undefined) throw invalidTemplate(`The resource '${wanted}' is not defined in the template. ${seeSyntax}`);

  const resource = await find(id);
  if (!resource) throw new NotYetKnown(id);
  return call.optionalText(2)?.toLowerCase() === 'full' ? resource : resource.properties;
}

const seeSyntax = 'Please see https://aka.ms/arm-syntax-resources for usage details.';

/** `listKeys(id, apiVersion, [body])` and the like. */
async function listed(call: Parameters, { find, idOfName, list }: Surroundings): Promise<unknown> {
  const wanted = call.text(0);
  const id = parseResourceId(wanted) ? wanted : (idOfName(wanted) ?? wanted);
  const resource = topOf(id);
  if (!(await find(resource))) throw new NotYetKnown(resource);
  return list(id, call.name, call.values[2]);
}

/** What is asked may be of a part of a resource that is none itself, such as a policy of a hub. */
function topOf(id: string): string {
  return id.split('/').slice(0, 9).join('/');
}

function utcNow(call: Parameters, nowMs: number): string {
  const text = new Date(nowMs).toISOString();
  const format = call.optionalText(0) ?? 'yyyyMMddTHHmmssZ';
  switch (format) {
    case 'yyyyMMddTHHmmssZ':
      return text.replaceAll(/[-:]|\.\d+/g, '');
    case 'yyyy-MM-dd':
    case 'd':
      return text.slice(0, 10);
    case 'u':
      return `${text.slice(0, 19).replace('T', ' ')}Z`;
    default:
      throw call.wrong(`knows the forms yyyyMMddTHHmmssZ, yyyy-MM-dd and u, not '${format}'`);
  }
}
