import * as vscode from 'vscode';
import { outcomeOf } from '../../../domain/jobs/deviceOutcome.ts';
import { allRows } from '../../../domain/jobs/findRows.ts';
import type { DeviceJob } from '../../../domain/jobs/job.ts';
import type { JsonObject } from '../../../domain/json.ts';
import { rowsText } from '../../../domain/queryResult/rowsText.ts';
import type { ShownJob } from '../../support/jobs/shownJob.ts';
import { withProgress } from '../../support/progress.ts';
import type { Waits } from '../../support/hub/waits.ts';
import { askExportFile } from '../exportRows.ts';

const columns = [
  ['deviceId'],
  ['moduleId'],
  ['outcome'],
  ['answer', 'status'],
  ['answer', 'payload'],
  ['error', 'code'],
  ['error', 'description'],
  ['startTimeUtc'],
  ['endTimeUtc'],
];

/** Asks where to, and writes what became of each device of a job. Gives a sentence about it; nothing if the person gave up. */
export async function exportJob(waits: Waits, job: ShownJob, name: string, format: 'csv' | 'json'): Promise<string> {
  const file = await askExportFile(name, format);
  if (!file) return '';

  const title = vscode.l10n.t('Exporting to {0}', vscode.workspace.asRelativePath(file));
  return withProgress(waits, title, async (signal, report) => {
    const { text, count } = await rowsText(exportedPages(job, signal), { format, columns }, count =>
      report(vscode.l10n.t('{0} rows', count.toLocaleString(vscode.env.language))),
    );
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    return vscode.l10n.t('{0} rows were written to {1}.', count.toLocaleString(vscode.env.language), file.fsPath);
  });
}

async function* exportedPages(job: ShownJob, signal: AbortSignal): AsyncGenerator<readonly JsonObject[], void> {
  for await (const rows of allRows((state, after) => job.rows(state, after, signal))) yield rows.map(exportedRow);
}

function exportedRow(row: DeviceJob): JsonObject {
  const { deviceId, moduleId, methodResponse, error, startTimeUtc, endTimeUtc } = row;
  return {
    deviceId,
    ...(moduleId === undefined ? {} : { moduleId }),
    outcome: outcomeOf(row),
    ...(methodResponse ? { answer: { ...methodResponse } } : {}),
    ...(error ? { error: { ...error } } : {}),
    ...(startTimeUtc === undefined ? {} : { startTimeUtc }),
    ...(endTimeUtc === undefined ? {} : { endTimeUtc }),
  };
}
