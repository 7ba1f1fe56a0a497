import * as vscode from 'vscode';
import { type CertificateFiles, certificateFilesIn, someExist } from '../support/device/certificateFiles.ts';
import { confirm } from './confirm.ts';

/** Asks for the folder in which the certificate of a device or module and its key are saved. */
export async function askCertificateFiles(id: string): Promise<CertificateFiles | undefined> {
  const folders = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Folder for the Certificate of {0} and Its Key', id),
    openLabel: vscode.l10n.t('Save Here'),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  const [folder] = folders ?? [];
  if (!folder) return undefined;

  const files = certificateFilesIn(folder.fsPath, id);
  if (!(await someExist(files))) return files;
  const agreed = await confirm({
    question: vscode.l10n.t('Replace the certificate of {0}?', id),
    detail: vscode.l10n.t('{0} is there already. What uses it loses its key.', files.certificate),
    action: vscode.l10n.t('Replace'),
  });
  return agreed ? files : undefined;
}
