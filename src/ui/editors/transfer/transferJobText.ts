import * as vscode from 'vscode';
import type { BlobPlace, TransferJob } from '../../../domain/transfer/transferJob.ts';
import { fullTime } from '../../support/localTime.ts';

/** All that a hub tells of an import or export job, as a document. @param state in words. */
export function transferJobText(job: TransferJob, hubName: string, state: string): string {
  const { jobId, type, startTimeUtc, endTimeUtc, failureReason, input, output, configurations } = job;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [vscode.l10n.t('Hub'), hubName],
    [vscode.l10n.t('Job'), jobId],
    [vscode.l10n.t('Type'), type],
    [vscode.l10n.t('Status'), state],
    [vscode.l10n.t('Started'), timeOf(startTimeUtc)],
    [vscode.l10n.t('Ended'), timeOf(endTimeUtc)],
    [vscode.l10n.t('Failure reason'), failureReason],
    [vscode.l10n.t('Reads'), placeOf(input)],
    [type === 'import' ? vscode.l10n.t('Writes errors to') : vscode.l10n.t('Writes'), placeOf(output)],
    [vscode.l10n.t('Configurations'), placeOf(configurations)],
  ];
  const known = facts.filter(([, value]) => value !== undefined);
  const width = Math.max(...known.map(([name]) => name.length)) + 2;
  return known.map(([name, value]) => `${name.padEnd(width)}${value}\n`).join('');
}

function timeOf(time: string | undefined): string | undefined {
  return time === undefined ? undefined : fullTime(time, vscode.env.language);
}

function placeOf(place: BlobPlace | undefined): string | undefined {
  return place && `${place.container}/${place.blob}`;
}
