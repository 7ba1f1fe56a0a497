import * as vscode from 'vscode';
import { importResultText } from '../../editors/transfer/importResultText.ts';
import { jobImportText } from '../../editors/transfer/jobImportText.ts';
import { askContainer } from '../../prompts/askContainer.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import type { LeftOut } from '../../../domain/transfer/failedLines.ts';
import { type PlannedImport, importCost, importPlanned } from '../../support/transfer/imports.ts';
import { containerOf } from '../../support/transfer/blobSource.ts';
import { importByJob } from '../../support/transfer/importByJob.ts';
import { TransferJobProgress } from '../../support/transfer/transferJobProgress.ts';
import { transferJobWords } from '../../support/transfer/transferJobSource.ts';
import { defineCommand } from '../command.ts';
import { backUp } from './backUpDevices.ts';

/** From so many on, a job is offered besides. */
const manyLines = 1000;

/** Imports the file of a dry run, after it was said what that costs. */
export const runImport = defineCommand({
  id: 'iotHub.runImport',
  title: vscode.l10n.t('Run Import After Dry Run'),

  async run(services, given?: PlannedImport) {
    const planned = given ?? services.recentImports.planned;
    if (!planned) return offerDryRun();
    const way = await agreed(services, planned);
    const finished = way && (way === 'job' ? await byJob(services, planned) : await byRequests(services, planned));
    if (!finished) return undefined;

    services.recentImports.planned = undefined;
    services.recentImports.finished = { ...planned, failedLines: finished.failedLines };
    services.hubTree.refresh(services.hubTree.nodeOf(planned.hub));
    return showResult(services, planned, finished);
  },
});

/** What an import left out, and what is said of it. */
interface Finished extends Pick<LeftOut, 'failedLines'> {
  readonly text: string;
}

/** A hundred devices a request, from this window. */
async function byRequests(services: Services, planned: PlannedImport): Promise<Finished> {
  const { fileName, hub } = planned;
  const title = vscode.l10n.t('Importing {0} into {1}', fileName, hub.name);
  const result = await withProgress(services.waits, title, (signal, say) => importPlanned(planned, signal, say));
  return { failedLines: result.failedLines, text: importResultText(fileName, hub.name, result) };
}

/** By the hub itself, from a container. */
async function byJob(services: Services, planned: PlannedImport): Promise<Finished | undefined> {
  const { hub, fileName } = planned;
  const container = containerOf(planned.file.text) ?? (await askContainer(services, hub));
  if (!container) return undefined;

  const title = vscode.l10n.t('Importing {0} into {1}', fileName, hub.name);
  const done = await withProgress(services.waits, title, (signal, say) => {
    const progress = new TransferJobProgress(planned.run.lines);
    return importByJob(planned, container, {
      signal,
      uploading: () => say(vscode.l10n.t('writing it to {0}', container.name)),
      hear(job) {
        services.transferJobs.put(hub, job);
        say(progress.words(job));
      },
    });
  });
  return { failedLines: done.failedLines, text: jobImportText(fileName, hub.name, done, transferJobWords(done.job)) };
}

async function offerDryRun(): Promise<void> {
  const begin = vscode.l10n.t('Import Devices…');
  const text = vscode.l10n.t('No file was compared with a hub yet. An import begins with a dry run.');
  if ((await vscode.window.showInformationMessage(text, begin)) === begin) {
    await vscode.commands.executeCommand('iotHub.importDevices');
  }
}

/** The way that a person wants, or nothing. Asks again after a backup. */
async function agreed(services: Services, planned: PlannedImport): Promise<'requests' | 'job' | undefined> {
  const go = vscode.l10n.t('Import');
  const job = vscode.l10n.t('Import by a Job…');
  const save = vscode.l10n.t('Back Up First…');
  const ways = isForJob(planned) ? [go, job, save] : [go, save];
  for (;;) {
    const question = vscode.l10n.t('Import {0} into {1}?', planned.fileName, planned.hub.name);
    const choice = await vscode.window.showWarningMessage(question, { modal: true, detail: costOf(planned) }, ...ways);
    if (choice === go) return 'requests';
    if (choice === job) return 'job';
    if (choice !== save || !(await backUp(services, planned.hub))) return undefined;
  }
}

/** A job is quicker for many, and the usual way for what is in a container. */
function isForJob({ file, run }: PlannedImport): boolean {
  return run.lines > manyLines || containerOf(file.text) !== undefined;
}

function costOf(planned: PlannedImport): string {
  const cost = importCost(planned);
  if (!isForJob(planned)) return cost;
  const ways = vscode.l10n.t(
    'This window sends 100 devices a request, at the pace of the hub, and can be stopped between any two. By a job the hub reads them from a storage container by itself.',
  );
  return `${cost}\n\n${ways}`;
}

async function showResult(services: Services, planned: PlannedImport, { failedLines, text }: Finished): Promise<void> {
  const { hub, file, fileName } = planned;
  const retry = vscode.l10n.t('Export the Failed Lines…');
  await services.transferReports.show({
    title: vscode.l10n.t('{0} import', fileName),
    hubName: hub.name,
    text,
    file,
    actions:
      failedLines.length === 0
        ? []
        : [
            {
              command: 'iotHub.exportFailedLines',
              title: `$(save) ${retry}`,
              arguments: [{ ...planned, failedLines }],
            },
          ],
  });
}
