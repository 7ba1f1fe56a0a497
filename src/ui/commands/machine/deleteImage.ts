import * as vscode from 'vscode';
import { imageOf, type OfImage } from '../../prompts/machine/pickImage.ts';
import { confirm } from '../../prompts/confirm.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { defineCommand } from '../command.ts';

export const deleteImage = defineCommand({
  id: 'iotHub.deleteImage',
  title: vscode.l10n.t('Delete Image'),

  async run(services, node?: Partial<OfImage>) {
    const found = await imageOf(services, node);
    if (!found) return;

    const { scope, image } = found;
    const agreed = await confirm({
      question: vscode.l10n.t('Delete image {0}?', image.name),
      detail: vscode.l10n.t(
        "No machine can be made of it any more; those that were made of it stay. This can't be undone.",
      ),
      action: vscode.l10n.t('Delete'),
    });
    if (!agreed) return;

    const title = vscode.l10n.t('Delete image {0}', image.name);
    await watchOperation(services, { title, scope, begin: signal => scope.resources.images.delete(image, signal) });
  },
});
