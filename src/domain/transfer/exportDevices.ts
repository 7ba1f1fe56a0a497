import type { DeviceIdentity, DeviceTwin, Identity } from '../device.ts';
import type { HubClient } from '../hubClient.ts';
import { identityLabel } from '../identityAddress.ts';
import { mapConcurrently } from '../mapConcurrently.ts';
import type { Expression } from '../query/syntaxTree.ts';
import { authenticationOf } from './bulkEntry.ts';
import { everythingWhere, largestPage, queriesFor, twinPages } from './lookUp.ts';
import type { TransferDevice } from './transferDevice.ts';

/** Which devices are exported, and how much of them. */
export interface ExportOrder {
  /** After WHERE in a query of devices; absent for all of them. */
  readonly where?: Expression;
  /** Whether keys are read and written in clear. More than 1,000 devices take a request each. */
  readonly keys: boolean;
  /** Tags, desired and reported properties. */
  readonly twins: boolean;
  /** Modules, too: those of the devices that are exported. */
  readonly modules: boolean;
}

export type ExportClient = Pick<
  HubClient,
  'queryTwins' | 'listIdentities' | 'listModules' | 'getIdentity' | 'statistics'
>;

/** Few, because a hub allows some hundred look-ups a minute. */
const lookUpsAtOnce = 8;

/**
 * The devices of a hub in pages of up to 1,000, as queries give them. A filter makes modules come after the page of their
 * devices, else they come last.
 * @throws HubError
 */
export async function* exportDevices(
  client: ExportClient,
  order: ExportOrder,
  signal?: AbortSignal,
): AsyncGenerator<readonly TransferDevice[], void> {
  const { where, modules } = order;
  const page = (twins: readonly DeviceTwin[], keysOf: KeysOf) => exported(twins, order, keysOf);
  const keysOfDevice = order.keys ? await deviceKeys(client, signal) : undefined;
  const keysOfModule = order.keys ? moduleKeys(client, signal) : undefined;

  for await (const twins of twinPages(client, everythingWhere('devices', where), signal)) {
    yield page(twins, keysOfDevice);
    if (!modules || !where) continue;
    const ids = twins.map(({ deviceId }) => deviceId);
    for (const text of queriesFor('devices.modules', ids)) {
      for await (const below of twinPages(client, text, signal)) yield page(below, keysOfModule);
    }
  }
  if (!modules || where) return;
  for await (const twins of twinPages(client, everythingWhere('devices.modules'), signal)) {
    yield page(twins, keysOfModule);
  }
}

/** Reads how a device or module signs in. */
export type KeysOf = ((twin: DeviceTwin) => Promise<Identity>) | undefined;

/** Devices or modules as a file has them. */
export async function exported(
  twins: readonly DeviceTwin[],
  { twins: withTwins }: Pick<ExportOrder, 'twins'>,
  keysOf: KeysOf,
): Promise<readonly TransferDevice[]> {
  return mapConcurrently(twins, lookUpsAtOnce, async twin => toTransfer(twin, withTwins, await keysOf?.(twin)));
}

/** One request for all of a small hub, one for each device of a large one. */
export async function deviceKeys(client: ExportClient, signal?: AbortSignal): Promise<KeysOf> {
  const { totalDeviceCount } = await client.statistics(signal);
  const small = totalDeviceCount <= largestPage ? await client.listIdentities(signal) : [];
  const known = new Map<string, DeviceIdentity>(small.map(identity => [identity.deviceId, identity]));

  return async ({ deviceId }) => known.get(deviceId) ?? client.getIdentity({ deviceId }, signal);
}

/** One request for all modules of a device. */
export function moduleKeys(client: ExportClient, signal?: AbortSignal): KeysOf {
  const lists = new Map<string, Promise<readonly Identity[]>>();
  return async twin => {
    const list = lists.get(twin.deviceId) ?? client.listModules(twin.deviceId, signal);
    lists.set(twin.deviceId, list);
    const found = (await list).find(identity => identityLabel(identity) === identityLabel(twin));
    return found ?? client.getIdentity({ deviceId: twin.deviceId, ...moduleOf(twin) }, signal);
  };
}

function moduleOf({ moduleId }: DeviceTwin): { moduleId: string } | undefined {
  return moduleId === undefined ? undefined : { moduleId };
}

/** A device or module as a file has it, with the keys of `identity` if it is given. */
function toTransfer(twin: DeviceTwin, withTwin: boolean, identity?: Identity): TransferDevice {
  const { deviceId, deviceEtag, status, statusReason, capabilities, deviceScope, parentScopes } = twin;
  const { moduleId } = twin;
  const eTag = deviceEtag ?? identity?.etag;
  const type = twin.authenticationType ?? identity?.authenticationType;
  const authentication = identity ? authenticationOf(identity) : type && { type, ...twin.x509Thumbprint };
  const managedBy = identity && 'managedBy' in identity ? identity.managedBy : undefined;

  return {
    id: deviceId,
    ...(moduleId === undefined ? {} : { moduleId }),
    ...(eTag === undefined ? {} : { eTag }),
    ...(moduleId === undefined ? { status, ...(statusReason === undefined ? {} : { statusReason }) } : {}),
    ...(authentication ? { authentication } : {}),
    ...(withTwin ? { twinETag: twin.etag, tags: twin.tags, desired: twin.desired, reported: twin.reported } : {}),
    ...(moduleId === undefined && capabilities ? { capabilities } : {}),
    ...(moduleId === undefined && deviceScope !== undefined ? { deviceScope } : {}),
    ...(moduleId === undefined && parentScopes ? { parentScopes } : {}),
    ...(managedBy === undefined ? {} : { managedBy }),
  };
}
