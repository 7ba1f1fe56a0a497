import * as vscode from 'vscode';
import { confirm } from '../../prompts/confirm.ts';
import { moduleTargets } from '../../prompts/moduleTargets.ts';
import { nameList } from '../../prompts/nameList.ts';
import { changeEach } from '../../support/device/changeEach.ts';
import type { IdentityTarget, ModuleTarget } from '../../support/device/deviceTarget.ts';
import { tellOutcome } from '../../support/tellOutcome.ts';
import { defineCommand } from '../command.ts';

export const deleteModule = defineCommand({
  id: 'iotHub.deleteModule',
  title: vscode.l10n.t('Delete Module'),

  async run(services, node?: Partial<IdentityTarget>, selected?: readonly unknown[]) {
    const targets = await moduleTargets(services, node, selected);
    if (targets.length === 0 || !(await confirmDeletion(targets))) return;

    const count = targets.length;
    const title = vscode.l10n.t('Deleting {0}', nameList(targets));
    const failures = await changeEach(services, title, targets, (client, { deviceId, moduleId = '' }, signal) =>
      client.deleteModule({ deviceId, moduleId }, signal),
    );
    await tellOutcome(services, count, failures, {
      action: 'Delete Module',
      done: vscode.l10n.t('Deleted {0} modules.', count),
      failed: failed => vscode.l10n.t('{0} of {1} modules were not deleted.', failed, count),
    });
  },
});

function confirmDeletion(targets: readonly ModuleTarget[]): Promise<boolean> {
  return confirm({
    question:
      targets.length === 1
        ? vscode.l10n.t('Delete module {0}?', nameList(targets))
        : vscode.l10n.t('Delete {0} modules?', targets.length),
    detail: vscode.l10n.t(
      "{0}: the identity, the keys and the twin are lost. This can't be undone.",
      nameList(targets),
    ),
    action: vscode.l10n.t('Delete'),
  });
}
