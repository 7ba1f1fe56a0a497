import * as vscode from 'vscode';
import { askResourceGroup, type NewGroup } from '../../prompts/resource/askResourceGroup.ts';
import { type OfScope, scopeOf } from '../../prompts/resource/pickScope.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

export const createResourceGroup = defineCommand({
  id: 'iotHub.createResourceGroup',
  title: vscode.l10n.t('Create Resource Group'),

  /** @param node may have the group already: then nothing is asked. */
  async run(services, node?: Partial<OfScope & { readonly group: NewGroup }>) {
    const scope = await scopeOf(services, node);
    const group = scope && (node?.group ?? (await ask(services, scope)));
    if (!group) return;

    const title = vscode.l10n.t('Creating resource group {0}', group.name);
    await withProgress(services.waits, title, signal => scope.resources.groups.create(group, signal), resourcesViewId);
    services.resourceTree.refresh();
  },
});

async function ask({ waits }: Services, { resources }: ResourceScope): Promise<NewGroup | undefined> {
  const [regions, groups] = await withProgress(
    waits,
    vscode.l10n.t('Loading regions'),
    signal => Promise.all([resources.regions(signal), resources.groups.list(signal)]),
    resourcesViewId,
  );
  return askResourceGroup(
    regions,
    groups.map(({ name }) => name),
  );
}
