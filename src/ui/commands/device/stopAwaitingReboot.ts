import * as vscode from 'vscode';
import { deviceTargets } from '../../prompts/deviceTargets.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import { defineCommand } from '../command.ts';

export const stopAwaitingReboot = defineCommand({
  id: 'iotHub.stopAwaitingReboot',
  title: vscode.l10n.t('Stop Waiting for Reboot'),

  async run(services, node?: Partial<DeviceTarget>, selected?: readonly unknown[]) {
    for (const target of await deviceTargets(services, node, selected)) services.rebootWatch.stop(target);
  },
});
