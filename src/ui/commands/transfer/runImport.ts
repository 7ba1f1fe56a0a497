import * as vscode from 'vscode';
import { importResultText } from '../../editors/transfer/importResultText.ts';
import type { Hub } from '../../support/hub.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import type { ImportResult } from '../../../domain/transfer/runImport.ts';
import { type PlannedImport, importCost, importPlanned } from '../../support/transfer/imports.ts';
import { defineCommand } from '../command.ts';
import { backUp } from './backUpDevices.ts';

/** Imports the file of a dry run, after it was said what that costs. */
export const runImport = defineCommand({
  id: 'iotHub.runImport',
  title: vscode.l10n.t('Run Import After Dry Run'),

  async run(services, given?: PlannedImport) {
    const planned = given ?? services.recentImports.planned;
    if (!planned) return offerDryRun();
    if (!(await agreed(services, planned))) return undefined;

    const title = vscode.l10n.t('Importing {0} into {1}', planned.fileName, planned.hub.name);
    const result = await withProgress(services.waits, title, (signal, say) => importPlanned(planned, signal, say));
    services.recentImports.planned = undefined;
    services.recentImports.finished = { ...planned, result };
    showAgain(services, planned.hub);
    return showResult(services, planned, result);
  },
});

async function offerDryRun(): Promise<void> {
  const begin = vscode.l10n.t('Import Devices…');
  const text = vscode.l10n.t('No file was compared with a hub yet. An import begins with a dry run.');
  if ((await vscode.window.showInformationMessage(text, begin)) === begin) {
    await vscode.commands.executeCommand('iotHub.importDevices');
  }
}

/** Asks again after a backup. */
async function agreed(services: Services, planned: PlannedImport): Promise<boolean> {
  const go = vscode.l10n.t('Import');
  const save = vscode.l10n.t('Back Up First…');
  for (;;) {
    const question = vscode.l10n.t('Import {0} into {1}?', planned.fileName, planned.hub.name);
    const options = { modal: true, detail: importCost(planned) };
    const choice = await vscode.window.showWarningMessage(question, options, go, save);
    if (choice === go) return true;
    if (choice !== save || !(await backUp(services, planned.hub))) return false;
  }
}

/** The tree, and whoever else shows the devices of a hub. */
function showAgain({ hubTree }: Services, hub: Hub): void {
  hubTree.refresh(hubTree.nodeOf(hub));
}

async function showResult(services: Services, planned: PlannedImport, result: ImportResult): Promise<void> {
  const { hub, file, fileName } = planned;
  const retry = vscode.l10n.t('Export the Failed Lines…');
  await services.transferReports.show({
    title: vscode.l10n.t('{0} import', fileName),
    hubName: hub.name,
    text: importResultText(fileName, hub.name, result),
    path: file.path,
    actions:
      result.failed.length === 0
        ? []
        : [{ command: 'iotHub.exportFailedLines', title: `$(save) ${retry}`, arguments: [{ ...planned, result }] }],
  });
}
