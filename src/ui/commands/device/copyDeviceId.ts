import * as vscode from 'vscode';
import { deviceTargets } from '../../prompts/deviceTargets.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import { defineCommand } from '../command.ts';

export const copyDeviceId = defineCommand({
  id: 'iotHub.copyDeviceId',
  title: vscode.l10n.t('Copy Device Id'),

  async run(services, node?: Partial<DeviceTarget>, selected?: readonly unknown[]) {
    const targets = await deviceTargets(services, node, selected);
    if (targets.length > 0) await vscode.env.clipboard.writeText(targets.map(({ deviceId }) => deviceId).join('\n'));
  },
});
