import * as vscode from 'vscode';
import { isDirty } from '../../editors/twin/openDocument.ts';
import { twinUri } from '../../editors/twin/twinAddress.ts';
import { confirm } from '../../prompts/confirm.ts';
import { type OfTwin, twinOf } from '../../prompts/pickTwin.ts';
import { withProgress } from '../../support/progress.ts';
import type { IdentityTarget } from '../../support/device/deviceTarget.ts';
import { defineCommand } from '../command.ts';

export const reloadTwin = defineCommand({
  id: 'iotHub.reloadTwin',
  title: vscode.l10n.t('Reload Twin'),

  async run(services, source?: OfTwin) {
    const { twinDocuments, waits } = services;
    const target = await twinOf(services, source);
    if (!target || !(await mayReload(target))) return;

    const title = vscode.l10n.t('Reading the twin of {0}', target.moduleId ?? target.deviceId);
    await withProgress(waits, title, signal => twinDocuments.reload(target, signal));
  },
});

async function mayReload(target: IdentityTarget): Promise<boolean> {
  return (
    !isDirty(twinUri(target)) ||
    confirm({
      question: vscode.l10n.t('Reload the twin of {0}?', target.moduleId ?? target.deviceId),
      detail: vscode.l10n.t('It has changes that are not saved. They are lost.'),
      action: vscode.l10n.t('Reload'),
    })
  );
}
