import * as vscode from 'vscode';
import type { BulkOptions } from '../../../domain/hubClient.ts';
import { confirm } from '../../prompts/confirm.ts';
import { deviceTargets } from '../../prompts/deviceTargets.ts';
import { nameList } from '../../prompts/nameList.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import type { Hub } from '../../support/hub/hub.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { type TargetFailure, tellOutcome } from '../../support/tellOutcome.ts';
import { defineCommand } from '../command.ts';

export const deleteDevice = defineCommand({
  id: 'iotHub.deleteDevice',
  title: vscode.l10n.t('Delete Device'),

  async run(services, node?: Partial<DeviceTarget>, selected?: readonly unknown[]) {
    const targets = await deviceTargets(services, node, selected);
    if (targets.length === 0 || !(await confirmDeletion(targets))) return;

    const count = targets.length;
    const title = vscode.l10n.t('Deleting {0}', nameList(targets));
    const failures = await withProgress(services.waits, title, (signal, report) =>
      deleteAll(services, targets, signal, done => report(vscode.l10n.t('{0} of {1}', done, count))),
    );
    await tellOutcome(services, count, failures, {
      action: 'Delete Device',
      done: vscode.l10n.t('Deleted {0} devices.', count),
      failed: failed => vscode.l10n.t('{0} of {1} devices were not deleted.', failed, count),
    });
  },
});

function confirmDeletion(targets: readonly DeviceTarget[]): Promise<boolean> {
  const [only, ...others] = targets;
  const one = only && others.length === 0;

  return confirm({
    question: one
      ? vscode.l10n.t('Delete device "{0}" of {1}?', only.deviceId, only.hub.name)
      : vscode.l10n.t('Delete {0} devices?', targets.length),
    detail: one
      ? vscode.l10n.t("It loses its identity, its keys and its twin. This can't be undone.")
      : vscode.l10n.t(
          "{0} lose their identities, their keys and their twins. This can't be undone.",
          nameList(targets),
        ),
    action: vscode.l10n.t('Delete'),
  });
}

/** Gives what went wrong, for each device that is still there. */
async function deleteAll(
  services: Services,
  targets: readonly DeviceTarget[],
  signal: AbortSignal,
  onProgress: (count: number) => void,
): Promise<readonly TargetFailure[]> {
  const failures: TargetFailure[] = [];
  let done = 0;
  for (const [hub, members] of Map.groupBy(targets, ({ hub }) => hub)) {
    const before = done;
    const options = { signal, onProgress: (count: number) => onProgress(before + count) };
    failures.push(...(await deleteOf(services, hub, members, options)));
    done += members.length;
  }
  return failures;
}

async function deleteOf(
  { hubTree, deviceEvents }: Services,
  hub: Hub,
  members: readonly DeviceTarget[],
  options: BulkOptions,
): Promise<readonly TargetFailure[]> {
  const { client } = await hub.connect();
  const deviceIds = members.map(({ deviceId }) => deviceId);
  const failures = await client.deleteDevices(deviceIds, options);
  const kept = new Set(failures.map(({ deviceId }) => deviceId));

  hubTree.nodeOf(hub).drop(deviceIds.filter(deviceId => !kept.has(deviceId)));
  deviceEvents.changed(hub.id, deviceIds);
  return failures.map(({ deviceId, error }) => ({ target: { hub, deviceId }, error }));
}
