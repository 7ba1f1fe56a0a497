import * as vscode from 'vscode';
import { hubOf } from '../../prompts/pickHub.ts';
import { pick } from '../../prompts/question.ts';
import { containerOf, type OfContainer, signForTransfer } from '../../prompts/storage/pickContainer.ts';
import { defineCommand } from '../command.ts';

/** From nothing to a container that a hub can write to, and on to what is done with it. */
export const prepareStorageForExport = defineCommand({
  id: 'iotHub.prepareStorageForExport',
  title: vscode.l10n.t('Prepare Storage for Export'),

  async run(services, node?: Partial<OfContainer>) {
    const target = await containerOf(services, node, { orNew: true });
    if (!target) return;

    const container = await signForTransfer(services, target);
    const items = [
      {
        label: vscode.l10n.t('Export Devices to It…'),
        description: vscode.l10n.t('as devices.txt, by a job of the hub'),
        command: 'iotHub.exportToContainer',
      },
      {
        label: vscode.l10n.t('Import Devices from It…'),
        description: vscode.l10n.t('a dry run first'),
        command: 'iotHub.importDevices',
      },
    ];
    const title = vscode.l10n.t('{0} is ready for a day', container.name);
    const next = await pick(items, { title, placeHolder: vscode.l10n.t('What to do with it') });
    const hub = next && (await hubOf(services));
    if (hub) await vscode.commands.executeCommand(next.command, { hub, container });
  },
});
