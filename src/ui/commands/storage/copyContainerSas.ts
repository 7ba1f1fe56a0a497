import * as vscode from 'vscode';
import { type ContainerRight, containerRights } from '../../../domain/resources/storageResources.ts';
import { askTokenLifeMs } from '../../prompts/askTokenLife.ts';
import { copySecret } from '../../prompts/copySecret.ts';
import { pickMany } from '../../prompts/question.ts';
import { containerOf, type OfContainer } from '../../prompts/storage/pickContainer.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

/** Rights that are offered as chosen: to look, which changes nothing. */
const usual: ReadonlySet<ContainerRight> = new Set(['r', 'l']);

/** The address of a container with a signature. It goes to the clipboard and nowhere else. */
export const copyContainerSas = defineCommand({
  id: 'iotHub.copyContainerSas',
  title: vscode.l10n.t('Copy Container SAS'),

  async run(services, node?: Partial<OfContainer>) {
    const target = await containerOf(services, node);
    if (!target) return;

    const { scope, account, container } = target;
    const title = vscode.l10n.t('Copy SAS of {0}', container);
    const rights = await askRights(title);
    const lifeMs = rights === undefined ? undefined : await askTokenLifeMs(title);
    if (rights === undefined || lifeMs === undefined) return;

    const signature = { rights, expires: new Date(Date.now() + lifeMs) };
    const sign = (signal: AbortSignal) => scope.resources.storage.sign({ account, container }, signature, signal);
    const loading = vscode.l10n.t('Signing for container {0}', container);
    const { name, address } = await withProgress(services.waits, loading, sign, resourcesViewId);
    await copySecret(services.context, name, address, 'containerAddress');
  },
});

/** At least one, in the order of the service. */
async function askRights(title: string): Promise<string | undefined> {
  const items = containerRights.map(right => ({ label: rightWords(right), right, picked: usual.has(right) }));
  const placeHolder = vscode.l10n.t(
    'What whoever has it may do; exports and imports need read, write, delete and list',
  );
  const picked = await pickMany(items, { title, placeHolder });
  return picked?.map(({ right }) => right).join('') || undefined;
}

function rightWords(right: ContainerRight): string {
  switch (right) {
    case 'r':
      return vscode.l10n.t('Read');
    case 'a':
      return vscode.l10n.t('Add');
    case 'c':
      return vscode.l10n.t('Create');
    case 'w':
      return vscode.l10n.t('Write');
    case 'd':
      return vscode.l10n.t('Delete');
    case 'l':
      return vscode.l10n.t('List');
  }
}
