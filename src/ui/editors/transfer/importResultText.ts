import { l10n } from 'vscode';
import type { ImportResult } from '../../../domain/transfer/runImport.ts';
import { sentence } from '../../support/showFailure.ts';
import { lineText, section, table } from './dryRunText.ts';

/** The document of an import: what was done, what ended it, and each line that was not imported. */
export function importResultText(fileName: string, hubName: string, result: ImportResult): string {
  const { counts, failed } = result;
  return [
    l10n.t('Import: {0} into {1}', fileName, hubName),
    ...endWords(result),
    '',
    ...table([
      [l10n.t('Created'), counts.created],
      [l10n.t('Changed'), counts.changed],
      [l10n.t('Deleted'), counts.deleted],
      [l10n.t('Were as in the file already'), counts.unchanged],
      [l10n.t('Not imported, or not whole'), counts.failed],
    ]),
    ...section(
      l10n.t('Lines that were not imported, or not whole'),
      counts.failed,
      failed.map(({ line, label, reason }) => lineText(line, label === undefined ? reason : `${label}: ${reason}`)),
    ),
  ].join('\n');
}

function endWords({ stoppedAtLine, error }: ImportResult): readonly string[] {
  if (stoppedAtLine === undefined) return [l10n.t('The file was imported to its end.')];
  const again = l10n.t('Import the file again: what is done already is left as it is.');
  return error === undefined
    ? [l10n.t('It was cancelled before line {0}. {1}', stoppedAtLine, again)]
    : [l10n.t('It ended before line {0}: {1} {2}', stoppedAtLine, sentence(error), again)];
}
