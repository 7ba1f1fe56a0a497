import * as vscode from 'vscode';
import { imageOf } from '../../prompts/machine/pickImage.ts';
import type { OfScope } from '../../prompts/resource/pickScope.ts';
import { pick } from '../../prompts/question.ts';
import { defineCommand } from '../command.ts';

/** The images that were made in a subscription, and what can be done with one. */
export const listImages = defineCommand({
  id: 'iotHub.listImages',
  title: vscode.l10n.t('List Images'),

  async run(services, node?: Partial<OfScope>) {
    const found = await imageOf(services, node);
    if (!found) return;

    const { scope, image } = found;
    const { commands, l10n } = vscode;
    const target = { scope, resourceId: image.id, groupName: image.resourceGroup };
    const actions = [
      {
        label: l10n.t('Create Virtual Machine…'),
        run: () => commands.executeCommand('iotHub.createVirtualMachine', target),
      },
      { label: l10n.t('Copy Resource Id'), run: () => vscode.env.clipboard.writeText(image.id) },
      { label: l10n.t('Delete Image…'), run: () => commands.executeCommand('iotHub.deleteImage', target) },
    ];
    await (await pick(actions, { placeHolder: image.name }))?.run();
  },
});
