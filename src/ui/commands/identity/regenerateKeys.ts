import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type KeyChoice, regeneratedKeys } from '../../../domain/identityKeys.ts';
import { Secret } from '../../../domain/secret.ts';
import { confirm } from '../../prompts/confirm.ts';
import { identityTargets } from '../../prompts/deviceTargets.ts';
import { howMany } from '../../prompts/howMany.ts';
import { nameList } from '../../prompts/nameList.ts';
import { pick } from '../../prompts/question.ts';
import { changeEach } from '../../support/device/changeEach.ts';
import { type IdentityTarget, addressOf } from '../../support/device/deviceTarget.ts';
import { tellOutcome } from '../../support/tellOutcome.ts';
import { defineCommand } from '../command.ts';

/** What the service itself makes. */
const keyBytes = 32;

/** Replaces the primary key, the secondary key or both, of devices and modules. */
export const regenerateKeys = defineCommand({
  id: 'iotHub.regenerateKeys',
  title: vscode.l10n.t('Regenerate Keys'),

  async run(services, node?: Partial<IdentityTarget>, selected?: readonly unknown[]) {
    const targets = await identityTargets(services, node, selected);
    const choice = targets.length === 0 ? undefined : await pickKeys(targets);
    if (!choice || !(await confirmNewKeys(choice, targets))) return;

    const count = targets.length;
    const title = vscode.l10n.t('Making new keys for {0}', nameList(targets));
    const failures = await changeEach(services, title, targets, (client, target, signal) =>
      client.updateIdentity(addressOf(target), identity => regeneratedKeys(identity, choice, newKey), signal),
    );
    await tellOutcome(services, count, failures, {
      action: 'Regenerate Keys',
      done: vscode.l10n.t('{0} have new keys.', howMany(targets)),
      failed: failed => vscode.l10n.t('{0} of {1} did not get new keys.', failed, howMany(targets)),
    });
  },
});

function newKey(): Secret {
  return new Secret(randomBytes(keyBytes).toString('base64'));
}

async function pickKeys(targets: readonly IdentityTarget[]): Promise<KeyChoice | undefined> {
  const items = [
    { label: vscode.l10n.t('Primary key'), choice: 'primary' as const },
    { label: vscode.l10n.t('Secondary key'), choice: 'secondary' as const },
    { label: vscode.l10n.t('Both keys'), choice: 'both' as const },
  ];
  const title = vscode.l10n.t('Regenerate Keys of {0}', howMany(targets));
  return (await pick(items, { title, placeHolder: vscode.l10n.t('Key') }))?.choice;
}

function confirmNewKeys(choice: KeyChoice, targets: readonly IdentityTarget[]): Promise<boolean> {
  const names = nameList(targets);
  return confirm({
    question: vscode.l10n.t('Regenerate {0} of {1}?', keyWords(choice), howMany(targets)),
    detail:
      choice === 'both'
        ? vscode.l10n.t(
            "{0}: whatever signs in with these keys, in the device or in a copied connection string, can't connect any more until it gets the new ones. This can't be undone.",
            names,
          )
        : vscode.l10n.t(
            "{0}: whatever signs in with this key, in the device or in a copied connection string, can't connect any more until it gets the new one. The other key stays good. This can't be undone.",
            names,
          ),
    action: vscode.l10n.t('Regenerate'),
  });
}

function keyWords(choice: KeyChoice): string {
  switch (choice) {
    case 'primary':
      return vscode.l10n.t('the primary key');
    case 'secondary':
      return vscode.l10n.t('the secondary key');
    case 'both':
      return vscode.l10n.t('both keys');
  }
}
