import * as vscode from 'vscode';
import { askLine } from '../../prompts/question.ts';
import { defineCommand } from '../command.ts';

export const filterAzureHubs = defineCommand({
  id: 'iotHub.filterAzureHubs',
  title: vscode.l10n.t('Filter Azure Hubs'),

  async run({ azureHubView }) {
    const text = await askLine({
      title: vscode.l10n.t('Filter Azure Hubs'),
      prompt: vscode.l10n.t('A part of the names of the hubs to see; nothing for all'),
      value: azureHubView.nameFilter,
    });
    if (text !== undefined) await azureHubView.setNameFilter(text.trim());
  },
});
