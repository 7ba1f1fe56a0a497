import * as vscode from 'vscode';
import { swappedKeys } from '../../../domain/identityKeys.ts';
import { confirm } from '../../prompts/confirm.ts';
import { identityTargets } from '../../prompts/deviceTargets.ts';
import { howMany } from '../../prompts/howMany.ts';
import { nameList } from '../../prompts/nameList.ts';
import { changeEach } from '../../support/device/changeEach.ts';
import { type IdentityTarget, addressOf } from '../../support/device/deviceTarget.ts';
import { tellOutcome } from '../../support/tellOutcome.ts';
import { defineCommand } from '../command.ts';

/** Makes the primary key of devices and modules their secondary one, and the other way round. */
export const swapKeys = defineCommand({
  id: 'iotHub.swapKeys',
  title: vscode.l10n.t('Swap Keys'),

  async run(services, node?: Partial<IdentityTarget>, selected?: readonly unknown[]) {
    const targets = await identityTargets(services, node, selected);
    if (targets.length === 0 || !(await confirmSwap(targets))) return;

    const count = targets.length;
    const title = vscode.l10n.t('Swapping the keys of {0}', nameList(targets));
    const failures = await changeEach(services, title, targets, (client, target, signal) =>
      client.updateIdentity(addressOf(target), swappedKeys, signal),
    );
    await tellOutcome(services, count, failures, {
      action: 'Swap Keys',
      done: vscode.l10n.t('Swapped the keys of {0}.', howMany(targets)),
      failed: failed => vscode.l10n.t('The keys of {0} of {1} were not swapped.', failed, howMany(targets)),
    });
  },
});

function confirmSwap(targets: readonly IdentityTarget[]): Promise<boolean> {
  return confirm({
    question: vscode.l10n.t('Swap the keys of {0}?', howMany(targets)),
    detail: vscode.l10n.t(
      '{0}: both keys stay good: what is connected, or has a connection string, goes on working. Only what reads the primary key anew gets the other one.',
      nameList(targets),
    ),
    action: vscode.l10n.t('Swap'),
  });
}
