import * as vscode from 'vscode';
import { groupOf, type OfGroup } from '../../prompts/resource/pickGroup.ts';
import { defineCommand } from '../command.ts';

export const copyResourceId = defineCommand({
  id: 'iotHub.copyResourceId',
  title: vscode.l10n.t('Copy Resource Id'),

  async run(services, node?: Partial<OfGroup & { readonly resourceId: string }>) {
    const id = node?.resourceId ?? (await groupId(services, node));
    if (id !== undefined) await vscode.env.clipboard.writeText(id);
  },
});

async function groupId(services: Parameters<typeof groupOf>[0], node?: Partial<OfGroup>): Promise<string | undefined> {
  const target = await groupOf(services, node);
  return target && `/subscriptions/${target.scope.subscriptionId}/resourceGroups/${target.groupName}`;
}
