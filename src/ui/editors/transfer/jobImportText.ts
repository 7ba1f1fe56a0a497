import { l10n } from 'vscode';
import type { JobImport } from '../../support/transfer/importByJob.ts';
import { lineText, section } from './dryRunText.ts';

/** The document of an import that a hub did by a job. @param state of the job, in words. */
export function jobImportText(
  fileName: string,
  hubName: string,
  { job, failed, failedLines, left }: JobImport,
  state: string,
): string {
  return [
    l10n.t('Import: {0} into {1}', fileName, hubName),
    l10n.t('Job {0}: {1}', job.jobId, state),
    ...(job.failureReason === undefined ? [] : [job.failureReason]),
    ...(job.status === 'completed'
      ? []
      : [l10n.t('What was imported until then is kept. The same file, imported again, does the rest.')]),
    ...(left === undefined
      ? []
      : [l10n.t('{0}, which was written for the job and may hold keys, could not be deleted. Delete it.', left)]),
    ...section(
      l10n.t('Lines that were not imported, or not whole'),
      failedLines.length,
      failed.map(({ line, label, reason }) => lineText(line, label === undefined ? reason : `${label}: ${reason}`)),
    ),
  ].join('\n');
}
