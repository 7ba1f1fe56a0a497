import * as vscode from 'vscode';
import { pickDevice } from '../../prompts/pickDevice.ts';
import { type OfTwin, twinOf } from '../../prompts/pickTwin.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import type { IdentityTarget } from '../../support/device/deviceTarget.ts';
import { defineCommand } from '../command.ts';

export const compareTwins = defineCommand({
  id: 'iotHub.compareTwins',
  title: vscode.l10n.t('Compare with Another Device'),

  async run(services, source?: OfTwin) {
    const one = await twinOf(services, source);
    const other = one && (await pickDevice(one.hub));
    if (!one || !other) return;

    const left = await view(services, one);
    const right = await view(services, other);
    const title = `${one.moduleId ?? one.deviceId} ↔ ${other.deviceId}`;
    await vscode.commands.executeCommand('vscode.diff', left, right, title);
  },
});

/** Tags and properties, without what differs from device to device anyway. */
async function view({ twinDocuments, waits }: Services, target: IdentityTarget): Promise<vscode.Uri> {
  const reading = vscode.l10n.t('Reading the twin of {0}', target.moduleId ?? target.deviceId);
  const twin = await withProgress(waits, reading, signal => twinDocuments.read(target, signal));
  return twinDocuments.views.show(target, '.all.json', twin);
}
