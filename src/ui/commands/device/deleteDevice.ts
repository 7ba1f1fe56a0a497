import * as vscode from 'vscode';
import { mapConcurrently } from '../../../domain/mapConcurrently.ts';
import { confirm } from '../../prompts/confirm.ts';
import { deviceTargets } from '../../prompts/deviceTargets.ts';
import { nameList } from '../../prompts/nameList.ts';
import type { DeviceTarget } from '../../support/deviceTarget.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { isCancellation, logText, sentence } from '../../support/showFailure.ts';
import { defineCommand } from '../command.ts';

const concurrentCalls = 10;

export const deleteDevice = defineCommand({
  id: 'iotHub.deleteDevice',
  title: vscode.l10n.t('Delete Device'),

  async run(services, node?: Partial<DeviceTarget>, selected?: readonly unknown[]) {
    const targets = await deviceTargets(services, node, selected);
    if (targets.length === 0 || !(await confirmDeletion(targets))) return;

    const title = vscode.l10n.t('Deleting {0}', nameList(targets));
    const failures = await withProgress(services.waits, title, signal => deleteAll(services, targets, signal));
    await tellFailures(services, targets.length, failures);
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
  { deviceEvents }: Services,
  targets: readonly DeviceTarget[],
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  await mapConcurrently(targets, concurrentCalls, async ({ hub, deviceId }) => {
    try {
      const { client } = await hub.connect();
      await client.deleteDevice(deviceId, signal);
    } catch (error) {
      failures.push(error);
    } finally {
      deviceEvents.changed(hub.id, [deviceId]);
    }
  });
  return failures;
}

async function tellFailures({ log }: Services, asked: number, failures: readonly unknown[]): Promise<void> {
  const first = failures.find(failure => !isCancellation(failure));
  if (first === undefined) return;

  for (const failure of failures) log.error(`Delete Device: ${logText(failure)}`);
  const details = vscode.l10n.t('Show Details');
  const text = vscode.l10n.t('{0} of {1} devices were not deleted. {2}', failures.length, asked, sentence(first));
  if ((await vscode.window.showErrorMessage(text, details)) === details) log.show();
}
