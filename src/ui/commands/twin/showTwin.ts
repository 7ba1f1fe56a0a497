import * as vscode from 'vscode';
import { identityLabel } from '../../../domain/identityAddress.ts';
import { identityTarget } from '../../prompts/deviceTargets.ts';
import { withProgress } from '../../support/progress.ts';
import type { IdentityTarget } from '../../support/device/deviceTarget.ts';
import { defineCommand } from '../command.ts';

export const showTwin = defineCommand({
  id: 'iotHub.showTwin',
  title: vscode.l10n.t('Edit Twin'),

  async run(services, node?: Partial<IdentityTarget>) {
    const { twinDocuments, waits } = services;
    const target = await identityTarget(services, node);
    if (!target) return;

    const title = vscode.l10n.t('Reading the twin of {0}', identityLabel(target));
    await withProgress(waits, title, signal => twinDocuments.show(target, signal));
  },
});
