import * as vscode from 'vscode';
import { deviceSasToken } from '../../../azure/iotHub/deviceSasToken.ts';
import { identityLabel } from '../../../domain/identityAddress.ts';
import { keysOf } from '../../../domain/identityKeys.ts';
import { askTokenLifeMs } from '../../prompts/askTokenLife.ts';
import { copySecret } from '../../prompts/copySecret.ts';
import { identityTarget } from '../../prompts/deviceTargets.ts';
import { type IdentityTarget, addressOf } from '../../support/device/deviceTarget.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

/** A token of the primary key of a device or module. It goes to the clipboard and nowhere else. */
export const copySasToken = defineCommand({
  id: 'iotHub.copySasToken',
  title: vscode.l10n.t('Copy SAS Token'),

  async run(services, node?: Partial<IdentityTarget>) {
    const target = await identityTarget(services, node);
    const name = target && identityLabel(target);
    const lifeMs = target && (await askTokenLifeMs(vscode.l10n.t('Copy SAS Token of {0}', identityLabel(target))));
    if (!target || name === undefined || lifeMs === undefined) return;

    const title = vscode.l10n.t('Reading the keys of {0}', name);
    const { endpoint, client } = await target.hub.connect();
    const identity = await withProgress(services.waits, title, signal => client.getIdentity(addressOf(target), signal));
    const { primaryKey } = keysOf(identity);
    const token = deviceSasToken(endpoint.hostName, addressOf(target), primaryKey, Date.now() + lifeMs);
    await copySecret(services.context, name, token, 'sasToken');
  },
});
