import { l10n } from 'vscode';
import { type ImportFile, checkUnchanged, isCsv } from '../../support/transfer/importFile.ts';

/**
 * A line as it stands in a file, of a CSV file below its headings. The file is read only as far as there.
 * @throws TransferFileError, StorageError
 */
export async function lineOfFile(file: ImportFile, number: number): Promise<string> {
  await checkUnchanged(file);
  const lines = isCsv(file.text.name) ? 2 : 1;
  const texts: string[] = [];
  for await (const text of file.textOf(new Set([number]))) {
    texts.push(text.replace(/\r?\n$/, ''));
    if (texts.length === lines) return texts.join('\n');
  }
  return l10n.t('Line {0} of {1} is too long to be shown.', number, file.text.name);
}
