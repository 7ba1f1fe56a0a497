import * as vscode from 'vscode';
import { deviceTarget } from '../../prompts/deviceTargets.ts';
import type { DeviceTarget } from '../../support/deviceTarget.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

/** Also the Refresh of a twin's editor, which gives the address of its document. */
export const showTwin = defineCommand({
  id: 'iotHub.showTwin',
  title: vscode.l10n.t('Show Device Twin'),

  async run(services, node?: Partial<DeviceTarget> | vscode.Uri) {
    const { twinDocuments, waits } = services;
    const shown = node instanceof vscode.Uri ? twinDocuments.targetOf(node) : node;
    const target = await deviceTarget(services, shown);
    if (!target) return;

    const title = vscode.l10n.t('Reading the twin of {0}', target.deviceId);
    await withProgress(waits, title, signal => twinDocuments.show(target, signal));
  },
});
