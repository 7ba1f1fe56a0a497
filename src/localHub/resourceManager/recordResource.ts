import * as z from 'zod/mini';
import type { ApiVersions, ArmContext } from './armRequest.ts';
import { etagOf, readBody } from './armRequest.ts';
import { badRequest, resourceNotFound } from './armFault.ts';
import { locationName, locations } from './locations.ts';
import { groupId, resourceId } from './resourceIds.ts';
import type { Place, ResourceDocument, ResourceType } from './resourceType.ts';
import { tagsSchema } from './tags.ts';
import type { JsonObject } from './template/values.ts';

const json = z.record(z.string(), z.unknown());

const recordSchema = z.object({
  /** For those who look for all of a type. */
  type: z.string(),
  group: z.string(),
  /** With those of the resources that it is in: `gallery/image`. */
  name: z.string(),
  location: z.string(),
  tags: tagsSchema,
  sku: z.optional(z.unknown()),
  zones: z.optional(z.unknown()),
  /** As the owner gave them, without secrets. */
  properties: json,
  /** What the service keeps of it besides. */
  state: json,
  createdMs: z.number(),
});

/** A resource that is no more than what is written of it. */
export type ResourceRecord = z.infer<typeof recordSchema>;

const bodySchema = z.object({
  location: z.optional(z.string()),
  tags: z.optional(z.nullable(tagsSchema)),
  sku: z.optional(z.nullable(json)),
  zones: z.optional(z.nullable(z.array(z.string()))),
  properties: z.optional(z.nullable(json)),
});

const patchSchema = z.object({ tags: z.optional(tagsSchema), properties: z.optional(json) });

/** What a request asks for, before it is a record. */
export interface RecordRequest {
  readonly arm: ArmContext;
  readonly place: Place;
  readonly location: string;
  readonly properties: JsonObject;
  /** Absent for a new one. */
  readonly known: ResourceRecord | undefined;
}

/** How records of a type differ from those of others. */
export interface RecordKind {
  readonly type: string;
  readonly versions: ApiVersions;
  readonly creation: ResourceType['creation'];
  readonly deletion: ResourceType['deletion'];
  /** What is wrong with the last part of a name, in one sentence. */
  readonly nameProblem?: (name: string) => string | undefined;
  /** Reads what is asked for. @returns what is kept of it. @throws ArmFault for what cannot be. */
  readonly read: (request: RecordRequest) => Pick<ResourceRecord, 'properties' | 'state'>;
  /** What is shown of it besides its properties. */
  readonly show?: (arm: ArmContext, record: ResourceRecord) => JsonObject;
  /** What else is written when it is made, in the same transaction. */
  readonly made?: (arm: ArmContext, record: ResourceRecord) => void;
  /** @throws ArmFault if another resource needs it. */
  readonly checkRemoval?: (arm: ArmContext, record: ResourceRecord) => void;
  /** What else goes with it, in the same transaction. */
  readonly removed?: (arm: ArmContext, record: ResourceRecord) => void;
}

/** A type of resources that are records. All that a change writes is one transaction. */
export function recordResource(kind: RecordKind): ResourceType {
  const { type, versions, creation, deletion } = kind;
  const shown = (arm: ArmContext, record: ResourceRecord) => showRecord(kind, arm, record);

  return {
    type,
    versions,
    creation,
    deletion,
    list: arm => listRecords(arm, type).map(record => shown(arm, record)),
    find(arm, place) {
      const record = findRecord(arm, type, place);
      return record && shown(arm, record);
    },
    prepare(arm, place, body) {
      const record = readRecord(kind, arm, place, body);
      const coming = shown(arm, record);
      return {
        coming: { ...coming, properties: { ...Object(coming.properties), provisioningState: 'Creating' } },
        async apply() {
          // Read again: what it needs may have gone since it was asked for.
          const isNew = findRecord(arm, type, place) === undefined;
          const current = readRecord(kind, arm, place, body);
          putRecord(arm, current);
          if (isNew) kind.made?.(arm, current);
        },
      };
    },
    patch(arm, place, body) {
      const { tags, properties } = readBody(body, patchSchema);
      const known = recordAt(arm, type, place);
      const { location } = known;
      const asked = { ...known.properties, ...properties };
      const change = properties ? kind.read({ arm, place, location, properties: asked, known }) : {};
      putRecord(arm, { ...known, ...change, tags: tags ?? known.tags });
    },
    checkRemoval(arm, place) {
      const record = findRecord(arm, type, place);
      if (record) kind.checkRemoval?.(arm, record);
    },
    remove(arm, place) {
      const record = findRecord(arm, type, place);
      if (!record) return;
      arm.resources.remove(recordId(arm, record));
      kind.removed?.(arm, record);
    },
  };
}

export function recordId(
  arm: ArmContext,
  { group, type, name }: Pick<ResourceRecord, 'group' | 'type' | 'name'>,
): string {
  return resourceId(arm, group, type, name);
}

/** All of a type, of all groups. */
export function listRecords(arm: ArmContext, type: string): readonly ResourceRecord[] {
  const groups = groupId(arm, '').slice(0, -1);
  return arm.resources.ofType(groups, type, recordSchema).map(({ document }) => document);
}

export function findRecord(arm: ArmContext, type: string, { group, name }: Place): ResourceRecord | undefined {
  return findRecordById(arm, resourceId(arm, group, type, name));
}

export function findRecordById(arm: ArmContext, id: string): ResourceRecord | undefined {
  return arm.resources.get(id, recordSchema)?.document;
}

/** @throws ArmFault ResourceNotFound */
export function recordAt(arm: ArmContext, type: string, place: Place): ResourceRecord {
  const record = findRecord(arm, type, place);
  if (record) return record;
  throw resourceNotFound(type, place.name, place.group);
}

export function putRecord(arm: ArmContext, record: ResourceRecord): void {
  arm.resources.put(recordId(arm, record), record);
}

function readRecord(kind: RecordKind, arm: ArmContext, place: Place, body: unknown): ResourceRecord {
  const known = findRecord(arm, kind.type, place);
  const asked = readBody(body, bodySchema);
  if (!known) checkParent(arm, kind.type, place);
  checkName(kind, place.name);
  const location = known?.location ?? readLocation(asked.location);
  const { properties, state } = kind.read({ arm, place, location, properties: asked.properties ?? {}, known });

  return {
    type: kind.type,
    location,
    properties,
    state,
    group: place.group,
    name: known?.name ?? place.name,
    tags: asked.tags ?? {},
    ...(asked.sku ? { sku: asked.sku } : {}),
    ...(asked.zones ? { zones: asked.zones } : {}),
    createdMs: known?.createdMs ?? arm.now(),
  };
}

/** @throws ArmFault ParentResourceNotFound */
function checkParent(arm: ArmContext, type: string, { group, name }: Place): void {
  const parentType = type.slice(0, type.lastIndexOf('/'));
  if (!parentType.includes('/')) return;

  const parentName = name.slice(0, name.lastIndexOf('/'));
  if (findRecord(arm, parentType, { group, name: parentName })) return;
  throw badRequest(
    `The resource '${parentType}/${parentName}', in which it would be, is not there.`,
    'ParentResourceNotFound',
  );
}

/** Compute and network, "Naming rules": most names have 1 to 80 letters, digits, underscores, dots and dashes. */
const namePattern = /^[A-Za-z\d](?:[\w.-]{0,78}\w)?$/;

function checkName({ nameProblem }: RecordKind, path: string): void {
  const name = path.split('/').at(-1) ?? '';
  const problem = nameProblem
    ? nameProblem(name)
    : namePattern.test(name)
      ? undefined
      : `The name '${name}' is not valid: it needs 1 to 80 letters, digits, underscores, dots and dashes, with a letter or digit first.`;
  if (problem) throw badRequest(problem, 'InvalidResourceName');
}

/** @throws ArmFault LocationRequired, LocationNotAvailableForResourceType */
function readLocation(text: string | undefined): string {
  const name = locationName(text ?? '');
  if (name === '') throw badRequest('The location property is required for this definition.', 'LocationRequired');
  if (locations.some(known => known.name === name)) return name;

  const known = locations.map(location => location.name).join(',');
  throw badRequest(
    `The provided location '${text}' is not available for resource type. List of available regions for the resource type is '${known}'.`,
    'LocationNotAvailableForResourceType',
  );
}

function showRecord(kind: RecordKind, arm: ArmContext, record: ResourceRecord): ResourceDocument {
  const { name, location, tags, sku, zones, properties } = record;
  const etag = arm.resources.get(recordId(arm, record), recordSchema)?.etag;
  return {
    id: recordId(arm, record),
    name: name.split('/').at(-1) ?? name,
    type: kind.type,
    location,
    tags,
    ...(sku === undefined ? {} : { sku }),
    ...(zones === undefined ? {} : { zones }),
    ...(etag === undefined ? {} : { etag: etagOf(etag) }),
    properties: { ...properties, ...kind.show?.(arm, record), provisioningState: 'Succeeded' },
  };
}
