import { typeNamed } from '../lookUp.ts';
import { resourceId, sameName } from '../resourceIds.ts';
import type { ArmContext } from '../armRequest.ts';
import type { ResourceType } from '../resourceType.ts';
import { evaluateText, inOrder, resolve, type Scope, turnsOf } from '../template/evaluate.ts';
import { type TemplateResource, templateMembers } from '../template/templateDocument.ts';
import { invalidTemplate } from '../template/templateFault.ts';
import { Parameters } from '../template/values.ts';

/** A resource that a template wants to be there. */
export interface PlannedResource {
  readonly id: string;
  readonly type: ResourceType;
  readonly name: string;
  /** The ids of those that come before it. */
  readonly after: readonly string[];
  /** The body of its request; its texts are still to be evaluated, in its scope. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly scope: Scope;
}

interface Draft extends Omit<PlannedResource, 'after'> {
  readonly dependsOn: readonly string[];
  readonly loop: string | undefined;
  readonly isWanted: boolean;
}

/**
 * What a template's resources come to: loops are unrolled, conditions judged, names and types put together.
 * @throws ArmFault InvalidTemplate; InvalidResourceNamespace for a type that is not served.
 */
export async function plannedResources(
  arm: ArmContext,
  group: string,
  resources: readonly TemplateResource[],
  scope: Scope,
): Promise<readonly PlannedResource[]> {
  const drafts = await draftsOf(resources, { arm, group, scope, parent: undefined });
  const ids = drafts.map(({ id }) => id.toLowerCase());
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw invalidTemplate(`The resource '${twice}' is defined multiple times in a template`);

  const wanted = drafts.filter(({ isWanted }) => isWanted);
  const wantedIds = new Set(wanted.map(({ id }) => id));
  return wanted.map(draft => {
    const { id, type, name, body, scope, dependsOn } = draft;
    const after = dependsOn.flatMap(text => namedBy(text, drafts, draft)).filter(each => wantedIds.has(each));
    return { id, type, name, body, scope, after };
  });
}

interface Around {
  readonly arm: ArmContext;
  readonly group: string;
  readonly scope: Scope;
  readonly parent:
    | { readonly type: string; readonly name: string; readonly id: string; readonly isWanted: boolean }
    | undefined;
}

async function draftsOf(resources: readonly TemplateResource[], around: Around): Promise<readonly Draft[]> {
  const drafts: Draft[] = [];
  for (const resource of resources) {
    for (const scope of await scopesOf(resource, around.scope)) {
      drafts.push(...(await draftOf(resource, { ...around, scope })));
    }
  }
  return drafts;
}

/** One scope, or one for each turn of its loop. */
async function scopesOf({ copy }: TemplateResource, scope: Scope): Promise<readonly Scope[]> {
  if (!copy) return [scope];

  const turns = turnsOf(copy.name, await resolve(copy.count, scope));
  return turns.map(index => scope.within(copy.name, index));
}

async function draftOf(resource: TemplateResource, around: Around): Promise<readonly Draft[]> {
  const { arm, group, scope, parent } = around;
  const ownName = String(await evaluateText(resource.name, scope));
  const isShort = parent !== undefined && !resource.type.includes('.');
  const type = isShort ? `${parent.type}/${resource.type}` : resource.type;
  const name = isShort ? `${parent.name}/${ownName}` : ownName;
  const known = servedType(arm, type);
  checkName(known.type, name);
  const condition = await resolve(resource.condition ?? true, scope);
  const isWanted = (parent?.isWanted ?? true) && new Parameters('condition', [condition]).truth(0);
  const id = resourceId(arm, group, known.type, name);
  const dependsOn = await inOrder(resource.dependsOn ?? [], text => evaluateText(text, scope));
  const body = Object.fromEntries(Object.entries(resource).filter(([key]) => !templateMembers.has(key)));

  const draft: Draft = {
    id,
    type: known,
    name,
    body,
    scope,
    isWanted,
    dependsOn: [...(parent ? [parent.id] : []), ...dependsOn.map(String)],
    loop: resource.copy?.name,
  };
  return [
    draft,
    ...(await draftsOf(resource.resources ?? [], { ...around, parent: { type: known.type, name, id, isWanted } })),
  ];
}

function servedType(arm: ArmContext, type: string): ResourceType {
  const known = typeNamed(arm, type);
  if (known) return known;

  throw invalidTemplate(
    `The resource type '${type}' is not one that this resource manager serves: ${arm.types.map(({ type }) => type).join(', ')}`,
  );
}

function checkName(type: string, name: string): void {
  if (name.split('/').length === type.split('/').length - 1 && !name.split('/').includes('')) return;

  throw invalidTemplate(
    `The template resource '${name}' of type '${type}' has incorrect segment lengths. A nested resource type must have identical number of segments as its resource name. Please see https://aka.ms/arm-syntax-resources for usage details.`,
  );
}

/** The ids that a `dependsOn` names: by an id, a name, a type with a name, or a loop. @throws ArmFault InvalidTemplate */
function namedBy(text: string, drafts: readonly Draft[], of: Draft): readonly string[] {
  const named = drafts.filter(
    ({ id, name, type, loop }) =>
      [id, name, `${type.type}/${name}`].some(way => sameName(way, text)) ||
      (loop !== undefined && sameName(loop, text)),
  );
  if (named.length > 0) return named.map(({ id }) => id);

  throw invalidTemplate(
    `The resource '${text}', which '${of.id}' depends on, is not defined in the template. Please see https://aka.ms/arm-syntax-resources for usage details.`,
  );
}
