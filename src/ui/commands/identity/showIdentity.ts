import * as vscode from 'vscode';
import { identityLabel } from '../../../domain/identityAddress.ts';
import { identityTarget } from '../../prompts/deviceTargets.ts';
import type { IdentityTarget } from '../../support/device/deviceTarget.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const showIdentity = defineCommand({
  id: 'iotHub.showIdentity',
  title: vscode.l10n.t('Show Identity'),

  async run(services, node?: Partial<IdentityTarget>) {
    const target = await identityTarget(services, node);
    if (!target) return;

    const title = vscode.l10n.t('Reading the identity of {0}', identityLabel(target));
    await withProgress(services.waits, title, signal => services.identityDocuments.show(target, signal));
  },
});
