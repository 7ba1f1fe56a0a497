import * as vscode from 'vscode';
import { deviceTargets } from '../../prompts/deviceTargets.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import { defineCommand } from '../command.ts';
import { changeParent } from './changeParent.ts';

export const removeParent = defineCommand({
  id: 'iotHub.removeParent',
  title: vscode.l10n.t('Remove Parent'),

  async run(services, node?: Partial<DeviceTarget>, selected?: readonly unknown[]) {
    const targets = await deviceTargets(services, node, selected);
    if (targets.length > 0) await changeParent(services, targets, null);
  },
});
