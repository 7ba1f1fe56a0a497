import * as vscode from 'vscode';
import { deviceTargets } from '../../prompts/deviceTargets.ts';
import { nameList } from '../../prompts/nameList.ts';
import { changeEach } from '../../support/device/changeEach.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import { tellOutcome } from '../../support/tellOutcome.ts';
import { defineCommand } from '../command.ts';

export const enableDevice = defineCommand({
  id: 'iotHub.enableDevice',
  title: vscode.l10n.t('Enable Device'),

  async run(services, node?: Partial<DeviceTarget>, selected?: readonly unknown[]) {
    const targets = await deviceTargets(services, node, selected);
    if (targets.length === 0) return;

    const count = targets.length;
    const title = vscode.l10n.t('Enabling {0}', nameList(targets));
    const failures = await changeEach(services, title, targets, (client, { deviceId }, signal) =>
      client.updateIdentity({ deviceId }, () => ({ status: { status: 'enabled' } }), signal),
    );
    await tellOutcome(services, count, failures, {
      action: 'Enable Device',
      done: vscode.l10n.t('Enabled {0} devices.', count),
      failed: failed => vscode.l10n.t('{0} of {1} devices were not enabled.', failed, count),
    });
  },
});
