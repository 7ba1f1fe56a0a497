import * as vscode from 'vscode';
import type { ContainerEndpoint } from '../../../azure/endpoint.ts';
import type { ImportMode } from '../../../domain/transfer/importMode.ts';
import { dryRunText } from '../../editors/transfer/dryRunText.ts';
import { askImportFile, askImportMode, openImportFile } from '../../prompts/askImportFile.ts';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { askImportBlob } from '../../prompts/askImportBlob.ts';
import { pick } from '../../prompts/question.ts';
import type { Hub } from '../../support/hub/hub.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { type PlannedImport, planImportOf } from '../../support/transfer/imports.ts';
import type { ImportFile } from '../../support/transfer/importFile.ts';
import { type TextSource, fileSource } from '../../support/transfer/textPieces.ts';
import { defineCommand } from '../command.ts';

/** What a caller may give besides the hub, in the place of asking for it. */
interface ImportArgument extends OfHub {
  /** On this machine, or elsewhere. */
  readonly file?: vscode.Uri | TextSource;
  readonly mode?: ImportMode;
  readonly container?: ContainerEndpoint;
}

export const importDevices = defineCommand({
  id: 'iotHub.importDevices',
  title: vscode.l10n.t('Import Devices'),

  async run(services, given?: Partial<ImportArgument>) {
    const hub = await hubOf(services, given);
    const file = hub && (await fileOf(services, hub, given));
    const mode = file && (given?.mode ?? (await askImportMode()));
    if (!hub || !file || !mode) return;

    const title = vscode.l10n.t('Comparing the file with {0}', hub.name);
    const planned = await withProgress(services.waits, title, (signal, say) =>
      planImportOf(hub, file, mode, signal, say),
    );
    services.recentImports.planned = planned;
    await showDryRun(services, planned);
  },
});

async function fileOf(
  services: Services,
  hub: Hub,
  { file, container }: Partial<ImportArgument> = {},
): Promise<ImportFile | undefined> {
  if (file) return openImportFile(file instanceof vscode.Uri ? fileSource(file.fsPath) : file);
  return container ? askImportBlob(services, hub, container) : askSource(services, hub);
}

async function askSource(services: Services, hub: Hub): Promise<ImportFile | undefined> {
  const items = [
    { label: vscode.l10n.t('A file on this machine…'), choose: askImportFile },
    {
      label: vscode.l10n.t('A file in a storage container…'),
      description: vscode.l10n.t('such as devices.txt of an export'),
      choose: () => askImportBlob(services, hub),
    },
  ];
  return (await pick(items, { placeHolder: vscode.l10n.t('What to import') }))?.choose();
}

async function showDryRun({ transferReports }: Services, planned: PlannedImport): Promise<void> {
  const { hub, file, fileName, run } = planned;
  const { create, change, delete: gone } = run.counts;
  const act = (command: string, title: string) => ({ command, title, arguments: [planned] });
  await transferReports.show({
    title: vscode.l10n.t('{0} dry run', fileName),
    hubName: hub.name,
    text: dryRunText(fileName, hub.name, run),
    file,
    actions:
      create + change + gone === 0
        ? []
        : [
            act('iotHub.runImport', vscode.l10n.t('$(play) Import Now…')),
            act('iotHub.backUpDevices', vscode.l10n.t('$(save) Back Up First…')),
          ],
  });
}
