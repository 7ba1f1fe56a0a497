import * as vscode from 'vscode';
import type { Resource } from '../../../domain/resources/resourceManager.ts';
import { confirmByName } from '../../prompts/resource/confirmByName.ts';
import { type OfGroup, groupOf } from '../../prompts/resource/pickGroup.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

/** How many resources are named before the rest is counted. */
const mostNamed = 8;

export const deleteResourceGroup = defineCommand({
  id: 'iotHub.deleteResourceGroup',
  title: vscode.l10n.t('Delete Resource Group'),

  async run(services, node?: Partial<OfGroup>) {
    const target = await groupOf(services, node);
    if (!target) return;

    const { scope, groupName } = target;
    const { groups } = scope.resources;
    const loading = vscode.l10n.t('Loading resources');
    const resources = await withProgress(
      services.waits,
      loading,
      signal => groups.resourcesIn(groupName, signal),
      resourcesViewId,
    );
    const title = vscode.l10n.t('Delete resource group {0}', groupName);
    if (!(await confirmByName({ title, name: groupName, cost: costOf(resources) }))) return;

    await watchOperation(services, { title, scope, begin: signal => groups.delete(groupName, signal) });
  },
});

function costOf(resources: readonly Resource[]): string {
  if (resources.length === 0) return vscode.l10n.t('It is empty.');

  const named = resources.slice(0, mostNamed).map(({ name, type }) => `${name} (${type.split('/').at(-1)})`);
  const more = resources.length - named.length;
  const list = named.join(', ');
  return more > 0
    ? vscode.l10n.t('With it go {0} and {1} more, with all their data.', list, more)
    : vscode.l10n.t('With it go {0}, with all their data.', list);
}
