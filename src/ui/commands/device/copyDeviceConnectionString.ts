import * as vscode from 'vscode';
import { certificateConnectionString, deviceConnectionString } from '../../../domain/connectionString.ts';
import { identityLabel } from '../../../domain/identityAddress.ts';
import { keysOf } from '../../../domain/identityKeys.ts';
import { copySecret } from '../../prompts/copySecret.ts';
import { identityTarget } from '../../prompts/deviceTargets.ts';
import { type IdentityTarget, addressOf } from '../../support/device/deviceTarget.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

/** Of a device or a module. That of one with a certificate has no key in it. */
export const copyDeviceConnectionString = defineCommand({
  id: 'iotHub.copyDeviceConnectionString',
  title: vscode.l10n.t('Copy Connection String'),

  async run(services, node?: Partial<IdentityTarget>) {
    const target = await identityTarget(services, node);
    if (!target) return;

    const name = identityLabel(target);
    const title = vscode.l10n.t('Reading the keys of {0}', name);
    const { endpoint, client } = await target.hub.connect();
    const identity = await withProgress(services.waits, title, signal => client.getIdentity(addressOf(target), signal));
    if (identity.authenticationType !== 'sas') {
      await vscode.env.clipboard.writeText(certificateConnectionString(endpoint.hostName, identity));
      vscode.window.setStatusBarMessage(vscode.l10n.t('Copied. {0} signs in with its certificate.', name), 4_000);
      return;
    }
    const { primaryKey } = keysOf(identity);
    const text = deviceConnectionString(endpoint.hostName, target.deviceId, primaryKey, target.moduleId);
    await copySecret(services.context, name, text);
  },
});
