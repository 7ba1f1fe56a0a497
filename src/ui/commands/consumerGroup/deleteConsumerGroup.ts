import * as vscode from 'vscode';
import { defaultConsumerGroup } from '../../../domain/consumerGroups.ts';
import { confirm } from '../../prompts/confirm.ts';
import { managedHubOf } from '../../prompts/managedHubOf.ts';
import type { OfHub } from '../../prompts/pickHub.ts';
import { pickName } from '../../prompts/question.ts';
import { hubResourceOf } from '../../support/hub/hubResourceOf.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

interface GroupTarget extends OfHub {
  readonly groupName: string;
}

export const deleteConsumerGroup = defineCommand({
  id: 'iotHub.deleteConsumerGroup',
  title: vscode.l10n.t('Delete Consumer Group'),

  async run(services, node?: Partial<GroupTarget>) {
    const target = await targetOf(services, node);
    if (!target) return;

    const { hub, groupName } = target;
    const agreed = await confirm({
      question: vscode.l10n.t('Delete consumer group {0} of {1}?', groupName, hub.name),
      detail: vscode.l10n.t("Programs that read with it get no more messages. This can't be undone."),
      action: vscode.l10n.t('Delete'),
    });
    if (!agreed) return;

    const { consumerGroups } = await hubResourceOf(hub);
    await withProgress(services.waits, vscode.l10n.t('Deleting {0}', groupName), signal =>
      consumerGroups.delete(groupName, signal),
    );
    services.hubTree.refresh(services.hubTree.nodeOf(hub).consumerGroups);
  },
});

async function targetOf(services: Services, node?: Partial<GroupTarget>): Promise<GroupTarget | undefined> {
  if (node?.hub && node.groupName !== undefined) return { hub: node.hub, groupName: node.groupName };
  const hub = await managedHubOf(services, node);
  if (!hub) return undefined;

  const { consumerGroups } = await hubResourceOf(hub);
  const title = vscode.l10n.t('Loading consumer groups');
  const names = await withProgress(services.waits, title, signal => consumerGroups.list(signal));
  const own = names.filter(name => name !== defaultConsumerGroup);
  if (own.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} has the default consumer group only.', hub.name));
    return undefined;
  }
  const groupName = await pickName(own, { placeHolder: vscode.l10n.t('Consumer group') });
  return groupName === undefined ? undefined : { hub, groupName };
}
