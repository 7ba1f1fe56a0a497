import { basename, dirname, extname, join } from 'node:path';
import * as vscode from 'vscode';
import { withProgress } from '../../support/progress.ts';
import { writeTexts } from '../../support/transfer/exportFile.ts';
import { checkUnchanged } from '../../support/transfer/importFile.ts';
import type { FinishedImport } from '../../support/transfer/recentImports.ts';
import type { TextSource } from '../../support/transfer/textPieces.ts';
import { defineCommand } from '../command.ts';

/** Writes the lines that an import did not take to a file of their own, to be mended and imported again. */
export const exportFailedLines = defineCommand({
  id: 'iotHub.exportFailedLines',
  title: vscode.l10n.t('Export Failed Lines'),

  async run(services, given?: FinishedImport) {
    const finished = given ?? services.recentImports.finished;
    const numbers = new Set(finished?.failedLines);
    if (!finished || numbers.size === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No import of this window left lines out.'));
      return;
    }
    const target = await askFile(finished.file.text);
    if (!target) return;

    const title = vscode.l10n.t('Writing {0}', basename(target.fsPath));
    await withProgress(services.waits, title, async signal => {
      await checkUnchanged(finished.file);
      await writeTexts(target.fsPath, finished.file.textOf(numbers, signal));
    });
    await vscode.window.showTextDocument(target);
  },
});

function askFile({ name, path }: TextSource): Thenable<vscode.Uri | undefined> {
  const extension = extname(name);
  const proposed = `${basename(name, extension)}-failed${extension}`;
  const folder = path === undefined ? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath : dirname(path);
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Failed Lines'),
    saveLabel: vscode.l10n.t('Export'),
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.file(join(folder, proposed)) }),
  });
}
