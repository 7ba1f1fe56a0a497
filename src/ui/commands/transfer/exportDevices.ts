import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type ExportOrder, exportDevices as pagesOf } from '../../../domain/transfer/exportDevices.ts';
import { exportTotal } from '../../../domain/transfer/exportTotal.ts';
import { askExport } from '../../prompts/askExport.ts';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import type { Hub } from '../../support/hub/hub.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { writeDevices } from '../../support/transfer/exportFile.ts';
import { isCsv } from '../../support/transfer/importFile.ts';
import { TransferProgress, count } from '../../support/transfer/transferProgress.ts';
import { defineCommand } from '../command.ts';

export const exportDevices = defineCommand({
  id: 'iotHub.exportDevices',
  title: vscode.l10n.t('Export Devices'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    const order = hub && (await askExport(services, hub));
    if (hub && order) await exportToFile(services, hub, order);
  },
});

/** Asks for a file and exports to it; tells what was written. Gives false if the person gave up. */
export async function exportToFile(services: Services, hub: Hub, order: ExportOrder): Promise<boolean> {
  const file = await askFile(hub);
  if (!file) return false;

  const path = file.fsPath;
  const title = vscode.l10n.t('Exporting devices of {0} to {1}', hub.name, basename(path));
  const written = await withProgress(services.waits, title, async (signal, say) => {
    const { client } = await hub.connect();
    const progress = new TransferProgress(await exportTotal(client, order, signal));
    const pages = pagesOf(client, order, signal);
    return writeDevices(path, isCsv(path) ? 'csv' : 'json', pages, done => say(progress.words(done)));
  });
  void offerResult(file, written);
  return true;
}

function askFile(hub: Hub): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const json = vscode.l10n.t('Devices, one on each line (JSON)');
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Devices of {0}', hub.name),
    saveLabel: vscode.l10n.t('Export'),
    filters: { [json]: ['txt'], CSV: ['csv'] },
    ...(folder
      ? { defaultUri: vscode.Uri.joinPath(folder, `${hub.name.replaceAll(/[^\w.-]+/g, '-')}-devices.txt`) }
      : {}),
  });
}

async function offerResult(file: vscode.Uri, written: number): Promise<void> {
  const open = vscode.l10n.t('Open Result');
  const text =
    written === 1
      ? vscode.l10n.t('1 device was written to {0}.', basename(file.fsPath))
      : vscode.l10n.t('{0} devices and modules were written to {1}.', count(written), basename(file.fsPath));
  if ((await vscode.window.showInformationMessage(text, open)) === open) await vscode.window.showTextDocument(file);
}
