import * as vscode from 'vscode';
import type { NewImage } from '../../../domain/resources/compute.ts';
import { askNewImage } from '../../prompts/machine/askNewImage.ts';
import { groupOf, type OfGroup } from '../../prompts/resource/pickGroup.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

export const addOsImage = defineCommand({
  id: 'iotHub.addOsImage',
  title: vscode.l10n.t('Add OS Image'),

  async run(services, node?: Partial<OfGroup>) {
    const target = await groupOf(services, node);
    const image = target && (await ask(services, target));
    if (!image) return;

    const { scope } = target;
    const title = vscode.l10n.t('Add image {0}', image.name);
    await watchOperation(services, { title, scope, begin: signal => scope.resources.images.create(image, signal) });
  },
});

async function ask({ waits }: Services, { scope, groupName }: OfGroup): Promise<NewImage | undefined> {
  const { groups, ...resources } = scope.resources;
  const load = (signal: AbortSignal) => Promise.all([resources.regions(signal), groups.get(groupName, signal)]);
  const [regions, { location }] = await withProgress(waits, vscode.l10n.t('Loading regions'), load, resourcesViewId);
  return askNewImage(groupName, regions, location);
}
