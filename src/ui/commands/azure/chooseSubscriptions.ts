import * as vscode from 'vscode';
import { directoryOf } from '../../prompts/azure/directoryOf.ts';
import { pickMany } from '../../prompts/question.ts';
import { defineCommand } from '../command.ts';

export const chooseSubscriptions = defineCommand({
  id: 'iotHub.chooseSubscriptions',
  title: vscode.l10n.t('Choose Subscriptions'),

  async run(services) {
    const { azureSubscriptions } = services;
    const directory = await directoryOf(services);
    if (!directory) return;

    const { chosen } = azureSubscriptions;
    const items = directory.subscriptions.map(({ subscriptionId, displayName, tenant, identity }) => ({
      label: displayName,
      description: `${tenant.displayName} · ${identity.label}`,
      detail: subscriptionId,
      picked: chosen?.has(subscriptionId) ?? true,
    }));
    const placeHolder = vscode.l10n.t('Subscriptions to see; with all of them, also those to come');
    const picked = await pickMany(items, { placeHolder, matchOnDetail: true });
    if (!picked) return;

    const all = picked.length === items.length;
    await azureSubscriptions.choose(all ? undefined : picked.map(({ detail }) => detail));
  },
});
