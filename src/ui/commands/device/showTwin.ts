import * as vscode from 'vscode';
import { identityLabel } from '../../../domain/identityAddress.ts';
import { identityTarget } from '../../prompts/deviceTargets.ts';
import type { IdentityTarget } from '../../support/deviceTarget.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

/** Also the Refresh of a twin's editor, which gives the address of its document. */
export const showTwin = defineCommand({
  id: 'iotHub.showTwin',
  title: vscode.l10n.t('Show Device Twin'),

  async run(services, node?: Partial<IdentityTarget> | vscode.Uri) {
    const { twinDocuments, waits } = services;
    const shown = node instanceof vscode.Uri ? twinDocuments.targetOf(node) : node;
    const target = await identityTarget(services, shown);
    if (!target) return;

    const title = vscode.l10n.t('Reading the twin of {0}', identityLabel(target));
    await withProgress(waits, title, signal => twinDocuments.show(target, signal));
  },
});
