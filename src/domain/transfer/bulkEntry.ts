import type { DeviceIdentity, Identity } from '../device.ts';
import { type Json, type JsonObject, isJsonObject } from '../json.ts';
import { ownMembers } from '../twin/twinContent.ts';
import { type KnownDevice, type LinePlan, parentsOf } from './planLine.ts';
import type { TransferAuthentication, TransferDevice } from './transferDevice.ts';

/** What one entry of a bulk request does: the modes of the data plane's `POST /devices`. */
export type BulkMode = 'create' | 'update' | 'delete' | 'updateTwin';

/** One device or module of a bulk request. */
export interface BulkEntry {
  readonly mode: BulkMode;
  /** Only if its etag is still this one: of the twin for `updateTwin`, else of the identity. */
  readonly ifMatch?: string;
  readonly device: TransferDevice;
}

/** A line and what is to be done with it. */
export interface PlannedLine {
  readonly line: number;
  readonly device: TransferDevice;
  readonly plan: LinePlan;
  readonly known?: KnownDevice;
}

/**
 * What a line takes: nothing, one request, or two, as a bulk request does one thing with a device: its identity first,
 * then its twin.
 */
export function bulkEntries({ device, plan, known }: PlannedLine): readonly BulkEntry[] {
  const mode = device.importMode ?? 'createOrUpdate';
  const identityMatch = mode.endsWith('IfMatchETag') ? device.eTag : undefined;
  switch (plan.kind) {
    case 'refused':
    case 'unchanged':
      return [];
    case 'create':
      return [{ mode: 'create', device: newDevice(device) }];
    case 'delete':
      return [{ mode: 'delete', device: naming(device), ...matching(identityMatch) }];
    case 'change': {
      const twinMatch = mode === 'updateTwinIfMatchETag' ? device.twinETag : undefined;
      return [
        ...(plan.identity.length > 0
          ? [{ mode: 'update', device: changedIdentity(device, known), ...matching(identityMatch) } as const]
          : []),
        ...(plan.twin.length > 0
          ? [{ mode: 'updateTwin', device: changedTwin(device, known), ...matching(twinMatch) } as const]
          : []),
      ];
    }
  }
}

/** An update writes an identity whole: without its keys the hub would make new ones, so that they are to be read first. */
export function needsIdentity({ device, plan, known }: PlannedLine): boolean {
  return plan.kind === 'change' && plan.identity.length > 0 && !known?.identity && !hasCredentials(device);
}

function hasCredentials({ authentication }: TransferDevice): boolean {
  return (
    authentication?.type === 'certificateAuthority' ||
    (authentication?.primaryKey !== undefined && authentication.secondaryKey !== undefined) ||
    authentication?.primaryThumbprint !== undefined
  );
}

function matching(etag: string | undefined): { ifMatch: string } | undefined {
  return etag === undefined ? undefined : { ifMatch: etag };
}

function naming({ id, moduleId }: TransferDevice): TransferDevice {
  return { id, ...(moduleId === undefined ? {} : { moduleId }) };
}

/** Without what the hub writes by itself: the scope of an edge device among it. */
function newDevice(device: TransferDevice): TransferDevice {
  const { importMode: _mode, eTag: _eTag, twinETag: _twinETag, reported: _reported, desired, ...rest } = device;
  const { deviceScope: _scope, ...edge } = rest;
  return {
    ...(device.capabilities?.iotEdge === true ? edge : rest),
    ...(desired ? { desired: ownMembers(desired) } : {}),
  };
}

/** What the line does not tell stays as it is. */
function changedIdentity(device: TransferDevice, known: KnownDevice | undefined): TransferDevice {
  const { twin } = known ?? {};
  const parents = parentsOf(device) ?? (twin && parentsOf(twin)) ?? [];
  const iotEdge = device.capabilities?.iotEdge ?? twin?.capabilities?.iotEdge ?? false;
  const [parent] = parents;
  const statusReason = device.statusReason ?? twin?.statusReason;
  const authentication = keptAuthentication(device.authentication, known?.identity);
  if (device.moduleId !== undefined) return { ...naming(device), ...(authentication ? { authentication } : {}) };

  return {
    ...naming(device),
    status: device.status ?? twin?.status ?? 'enabled',
    ...(statusReason === undefined ? {} : { statusReason }),
    ...(authentication ? { authentication } : {}),
    capabilities: { iotEdge },
    ...(iotEdge || parent === undefined ? {} : { deviceScope: parent }),
    parentScopes: parents,
  };
}

function keptAuthentication(
  told: TransferAuthentication | undefined,
  identity: Identity | undefined,
): TransferAuthentication | undefined {
  const there = identity && authenticationOf(identity);
  return told && there?.type === told.type ? { ...there, ...told } : (told ?? there);
}

/** How an identity signs in, with its keys. */
export function authenticationOf(identity: Identity): TransferAuthentication {
  const {
    authenticationType: type,
    primaryKey,
    secondaryKey,
    primaryThumbprint,
    secondaryThumbprint,
  } = identity as DeviceIdentity;
  const credentials = { primaryKey, secondaryKey, primaryThumbprint, secondaryThumbprint };
  const told = Object.entries(credentials).filter(([, value]) => value !== undefined);
  return { type, ...(Object.fromEntries(told) as Partial<TransferAuthentication>) };
}

/**
 * The sections of the line, with `null` for members that go: so they go whether the hub puts the new section in the place
 * of the old one or merges the two, which its documentation leaves open.
 */
function changedTwin(device: TransferDevice, known: KnownDevice | undefined): TransferDevice {
  const { tags, desired } = device;
  return {
    ...naming(device),
    ...(tags ? { tags: overwriting(known?.twin.tags ?? {}, tags) } : {}),
    ...(desired ? { desired: overwriting(ownMembers(known?.twin.desired ?? {}), ownMembers(desired)) } : {}),
  };
}

function overwriting(before: JsonObject, after: JsonObject): JsonObject {
  const gone = Object.keys(before).filter(key => !Object.hasOwn(after, key));
  const kept = Object.entries(after).map(([key, value]): [string, Json] => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    return [key, isJsonObject(value) && isJsonObject(old) ? overwriting(old, value) : value];
  });
  return Object.fromEntries([...kept, ...gone.map((key): [string, Json] => [key, null])]);
}
