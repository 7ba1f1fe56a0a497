import * as vscode from 'vscode';
import { type OfTwin, twinOf } from '../../prompts/pickTwin.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const compareDesiredAndReported = defineCommand({
  id: 'iotHub.compareDesiredAndReported',
  title: vscode.l10n.t('Compare Desired and Reported'),

  async run(services, source?: OfTwin) {
    const { twinDocuments, waits } = services;
    const target = await twinOf(services, source);
    if (!target) return;

    const name = target.moduleId ?? target.deviceId;
    const reading = vscode.l10n.t('Reading the twin of {0}', name);
    const twin = await withProgress(waits, reading, signal => twinDocuments.read(target, signal));
    const desired = twinDocuments.views.show(target, '.desired.json', twin);
    const reported = twinDocuments.views.show(target, '.reported.json', twin);
    const title = vscode.l10n.t('{0}: desired ↔ reported', name);
    await vscode.commands.executeCommand('vscode.diff', desired, reported, title);
  },
});
