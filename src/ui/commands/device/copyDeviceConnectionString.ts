import * as vscode from 'vscode';
import { deviceConnectionString } from '../../../domain/connectionString.ts';
import { copySecret } from '../../prompts/copySecret.ts';
import { deviceTarget } from '../../prompts/deviceTargets.ts';
import type { DeviceTarget } from '../../support/deviceTarget.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const copyDeviceConnectionString = defineCommand({
  id: 'iotHub.copyDeviceConnectionString',
  title: vscode.l10n.t('Copy Connection String'),

  async run(services, node?: Partial<DeviceTarget>) {
    const target = await deviceTarget(services, node);
    if (!target) return;

    const { hub, deviceId } = target;
    const title = vscode.l10n.t('Reading the keys of {0}', deviceId);
    const { endpoint, client } = await hub.connect();
    const { primaryKey } = await withProgress(services.waits, title, signal => client.getDevice(deviceId, signal));
    if (primaryKey)
      await copySecret(services.context, deviceId, deviceConnectionString(endpoint.hostName, deviceId, primaryKey));
    else await vscode.window.showInformationMessage(noKey(deviceId));
  },
});

function noKey(deviceId: string): string {
  return vscode.l10n.t('{0} signs in with a certificate: there is no key to copy.', deviceId);
}
