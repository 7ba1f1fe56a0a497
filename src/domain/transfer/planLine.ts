import type { DeviceIdentity, DeviceTwin, Identity } from '../device.ts';
import type { Json, JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { jsonEqual } from '../jsonEqual.ts';
import { ownMembers } from '../twin/twinContent.ts';
import type { ImportMode } from './importMode.ts';
import type { TransferDevice } from './transferDevice.ts';

/** A device or module as the hub has it. */
export interface KnownDevice {
  readonly twin: DeviceTwin;
  /** With its keys, if they were read. */
  readonly identity?: Identity;
}

/** A difference between a line and the hub: `tags.floor`, and the values on both sides; absent where there is none. */
export interface Change {
  readonly member: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** Why a hub would refuse a line. */
export type Refusal = 'exists' | 'missing' | 'noETag' | 'etagMismatch' | 'twinEtagMismatch';

/** What importing a line would do to a hub. */
export type LinePlan =
  | { readonly kind: 'create' }
  | { readonly kind: 'change'; readonly identity: readonly Change[]; readonly twin: readonly Change[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'refused'; readonly reason: Refusal };

/** Plans a line by its mode: "Import and export device identities in bulk", "Import modes". */
export function planLine(device: TransferDevice, mode: ImportMode, known: KnownDevice | undefined): LinePlan {
  if (!known) return planMissing(mode);

  const { twin } = known;
  switch (mode) {
    case 'create':
      return { kind: 'refused', reason: 'exists' };
    case 'createOrUpdate':
    case 'update':
      return changed(device, known);
    case 'createOrUpdateIfMatchETag':
    case 'updateIfMatchETag':
      return ifMatch(device.eTag, twin.deviceEtag ?? known.identity?.etag, 'etagMismatch') ?? changed(device, known);
    case 'delete':
      return { kind: 'delete' };
    case 'deleteIfMatchETag':
      return ifMatch(device.eTag, twin.deviceEtag ?? known.identity?.etag, 'etagMismatch') ?? { kind: 'delete' };
    case 'updateTwin':
      return changedTwin(device, twin);
    case 'updateTwinIfMatchETag':
      return ifMatch(device.twinETag, twin.etag, 'twinEtagMismatch') ?? changedTwin(device, twin);
  }
}

function planMissing(mode: ImportMode): LinePlan {
  return mode.startsWith('create') ? { kind: 'create' } : { kind: 'refused', reason: 'missing' };
}

function ifMatch(wanted: string | undefined, there: string | undefined, reason: Refusal): LinePlan | undefined {
  if (wanted === undefined) return { kind: 'refused', reason: 'noETag' };
  return wanted === there ? undefined : { kind: 'refused', reason };
}

function changed(device: TransferDevice, known: KnownDevice): LinePlan {
  const identity = identityChanges(device, known);
  const twin = twinChanges(device, known.twin);
  return identity.length + twin.length === 0 ? { kind: 'unchanged' } : { kind: 'change', identity, twin };
}

function changedTwin(device: TransferDevice, known: DeviceTwin): LinePlan {
  const twin = twinChanges(device, known);
  return twin.length === 0 ? { kind: 'unchanged' } : { kind: 'change', identity: [], twin };
}

/** The sections that a line has replace those of the hub; those that it has not stay. */
function twinChanges({ tags, desired }: TransferDevice, twin: DeviceTwin): readonly Change[] {
  return [
    ...(tags ? differences('tags', twin.tags, tags) : []),
    ...(desired ? differences('desired', ownMembers(twin.desired), ownMembers(desired)) : []),
  ];
}

function differences(member: string, before: Json | undefined, after: Json | undefined): readonly Change[] {
  if (isJsonObject(before) && isJsonObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap(key => differences(`${member}.${key}`, own(before, key), own(after, key)));
  }
  if (jsonEqual(before, after ?? undefined) || (before === undefined && after === null)) return [];
  const there = after !== undefined && after !== null;
  return [{ member, ...(before === undefined ? {} : { before }), ...(there ? { after } : {}) }];
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function identityChanges(device: TransferDevice, { twin, identity }: KnownDevice): readonly Change[] {
  const known = identity as Partial<DeviceIdentity> | undefined;
  const { status, statusReason, capabilities } = device;
  const isModule = device.moduleId !== undefined;
  return [
    ...(status === undefined || isModule ? [] : differences('status', twin.status, status)),
    ...(statusReason === undefined || isModule ? [] : differences('statusReason', twin.statusReason, statusReason)),
    ...(capabilities && !isModule
      ? differences('capabilities.iotEdge', twin.capabilities?.iotEdge ?? false, capabilities.iotEdge)
      : []),
    ...parentChanges(device, twin),
    ...signInChanges(device, twin, known),
  ];
}

/** Of an edge device `deviceScope` is its own, which nobody sets. */
function parentChanges(device: TransferDevice, twin: DeviceTwin): readonly Change[] {
  if (device.moduleId !== undefined) return [];
  const wanted = parentsOf(device);
  return wanted === undefined ? [] : differences('parentScopes', [...(parentsOf(twin) ?? [])], [...wanted]);
}

/** The scopes of the parents: edge devices name them in `parentScopes`, other devices also in `deviceScope`. */
export function parentsOf(
  device: Pick<TransferDevice, 'parentScopes' | 'deviceScope' | 'capabilities'>,
): readonly string[] | undefined {
  const { parentScopes, deviceScope, capabilities } = device;
  if (parentScopes !== undefined && parentScopes.length > 0) return parentScopes;
  if (capabilities?.iotEdge !== true && deviceScope !== undefined && deviceScope !== '') return [deviceScope];
  return parentScopes;
}

/** Keys that were not read count as different, as nobody can tell; their values are never shown. */
function signInChanges(
  { authentication }: TransferDevice,
  twin: DeviceTwin,
  identity: Partial<DeviceIdentity> | undefined,
): readonly Change[] {
  if (!authentication) return [];
  const { type, primaryKey, secondaryKey, primaryThumbprint, secondaryThumbprint } = authentication;
  const of = identity?.authenticationType ?? twin.authenticationType;
  if (of !== undefined && of !== type) return [{ member: 'authentication.type', before: of, after: type }];

  const there = twin.x509Thumbprint ?? identity;
  return [
    ...(other(primaryKey?.reveal(), identity?.primaryKey?.reveal()) ? [{ member: 'primary key' }] : []),
    ...(other(secondaryKey?.reveal(), identity?.secondaryKey?.reveal()) ? [{ member: 'secondary key' }] : []),
    ...(other(primaryThumbprint, there?.primaryThumbprint) ? [{ member: 'primary thumbprint' }] : []),
    ...(other(secondaryThumbprint, there?.secondaryThumbprint) ? [{ member: 'secondary thumbprint' }] : []),
  ];
}

function other(told: string | undefined, known: string | undefined): boolean {
  return told !== undefined && told !== known;
}
