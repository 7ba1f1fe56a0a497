import * as vscode from 'vscode';
import { type DeviceFilter, deviceCondition } from '../../../domain/deviceFilter.ts';
import { conditionOf, everyDevice } from '../../../domain/query/targetCondition.ts';
import { deviceIdQuery } from '../../../domain/query/derivedQueries.ts';
import { parseQuery } from '../../../domain/query/parseQuery.ts';
import { printExpression } from '../../../domain/query/printQuery.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import type { Hub } from '../../support/hub/hub.ts';
import { queryDeviceIds } from '../../support/device/queryDeviceIds.ts';
import type { Services } from '../../support/services.ts';
import { deviceTargets } from '../deviceTargets.ts';
import { hubOf } from '../pickHub.ts';
import { type QueryArgument, type QueryTarget, queryTarget } from '../queryTarget.ts';

/** Where a new job runs, as far as it is known before anything was asked. */
export interface JobSeed {
  readonly hub: Hub;
  readonly condition?: string;
  readonly deviceIds?: readonly string[];
}

/** A list of devices in the tree: all of a hub, or a group of them. */
interface OfFilter {
  readonly hub: Hub;
  readonly filter: DeviceFilter;
}

/** What the command can be given: a node of a hub, a device, a list or group of devices, or a query. */
export type JobArgument = Partial<DeviceTarget> | OfFilter | QueryArgument;

/** Where a new job runs, from what the command was given; asks for the hub if nothing says it. */
export async function jobSeed(
  services: Services,
  given: JobArgument = {},
  selected?: readonly unknown[],
): Promise<JobSeed | undefined> {
  if ('deviceId' in given) return ofSelection(services, given, selected);
  if ('filter' in given) return { hub: given.hub, ...ofFilter(given.filter) };
  if ('uri' in given || 'text' in given) {
    const target = await queryTarget(services, given);
    return target && ofQuery(services, target);
  }
  const hub = await hubOf(services, given);
  return hub && { hub };
}

/** A job has one hub: that of the device that was clicked. */
async function ofSelection(
  services: Services,
  node: Partial<DeviceTarget>,
  selected?: readonly unknown[],
): Promise<JobSeed | undefined> {
  const targets = await deviceTargets(services, node, selected);
  const hub = node.hub ?? targets[0]?.hub;
  return hub && { hub, deviceIds: targets.filter(target => target.hub.id === hub.id).map(({ deviceId }) => deviceId) };
}

function ofFilter(filter: DeviceFilter): { readonly condition?: string } {
  const condition = deviceCondition(filter);
  return condition ? { condition: printExpression(condition) } : {};
}

/** A query whose devices no condition selects, as it takes the first of them, is a selection of devices. */
async function ofQuery(services: Services, { hub, text }: QueryTarget): Promise<JobSeed | undefined> {
  const query = parseQuery(text);
  const condition = conditionOf(query);
  if (condition !== undefined) return { hub, ...(condition === everyDevice ? {} : { condition }) };

  const idQuery = deviceIdQuery(query);
  if (idQuery !== undefined) {
    const deviceIds = await queryDeviceIds(services.waits, hub, idQuery);
    return deviceIds.length > 0 ? { hub, deviceIds } : undefined;
  }
  const why = vscode.l10n.t('A job runs on what a query selects FROM devices or devices.modules, without groups.');
  void vscode.window.showWarningMessage(why);
  return undefined;
}
