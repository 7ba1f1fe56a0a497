import * as vscode from 'vscode';
import { moduleTargets } from '../../prompts/moduleTargets.ts';
import type { IdentityTarget } from '../../support/device/deviceTarget.ts';
import { defineCommand } from '../command.ts';

export const copyModuleId = defineCommand({
  id: 'iotHub.copyModuleId',
  title: vscode.l10n.t('Copy Module Id'),

  async run(services, node?: Partial<IdentityTarget>, selected?: readonly unknown[]) {
    const targets = await moduleTargets(services, node, selected);
    if (targets.length > 0) await vscode.env.clipboard.writeText(targets.map(({ moduleId }) => moduleId).join('\n'));
  },
});
