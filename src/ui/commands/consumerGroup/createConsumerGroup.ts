import * as vscode from 'vscode';
import { consumerGroupNameProblem } from '../../../domain/consumerGroups.ts';
import { managedHubOf } from '../../prompts/managedHubOf.ts';
import type { OfHub } from '../../prompts/pickHub.ts';
import { askLine } from '../../prompts/question.ts';
import { hubResourceOf } from '../../support/hub/hubResourceOf.ts';
import { withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const createConsumerGroup = defineCommand({
  id: 'iotHub.createConsumerGroup',
  title: vscode.l10n.t('Create Consumer Group'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await managedHubOf(services, node);
    const question = {
      title: vscode.l10n.t('Create Consumer Group'),
      prompt: vscode.l10n.t('Name of the group, which reads the messages of devices for itself'),
      validateInput: (text: string) => (text === '' ? undefined : consumerGroupNameProblem(text)),
    };
    const name = hub && (await askLine(question));
    if (!hub || !name) return;

    const { consumerGroups } = await hubResourceOf(hub);
    await withProgress(services.waits, vscode.l10n.t('Creating consumer group {0}', name), signal =>
      consumerGroups.create(name, signal),
    );
    services.hubTree.refresh(services.hubTree.nodeOf(hub).consumerGroups);
  },
});
