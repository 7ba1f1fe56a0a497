import * as vscode from 'vscode';
import { identityTarget } from '../../prompts/deviceTargets.ts';
import { withProgress } from '../../support/progress.ts';
import type { TwinTarget } from '../../support/twinTarget.ts';
import { defineCommand } from '../command.ts';

export const showTwin = defineCommand({
  id: 'iotHub.showTwin',
  title: vscode.l10n.t('Edit Twin'),

  async run(services, node?: Partial<TwinTarget>) {
    const { twinDocuments, waits } = services;
    const target: TwinTarget | undefined = await identityTarget(services, node);
    if (!target) return;

    const title = vscode.l10n.t('Reading the twin of {0}', target.moduleId ?? target.deviceId);
    await withProgress(waits, title, signal => twinDocuments.show(target, signal));
  },
});
