import * as vscode from 'vscode';
import { savedQueryUri } from '../../editors/savedQueryFiles.ts';
import { confirm } from '../../prompts/confirm.ts';
import { pickSavedQuery } from '../../prompts/pickQuery.ts';
import type { QueryNode } from '../../tree/queryNode.ts';
import { defineCommand } from '../command.ts';

/** Deletes a saved query; a recent one is just forgotten. */
export const deleteQuery = defineCommand({
  id: 'iotHub.deleteQuery',
  title: vscode.l10n.t('Delete Query'),

  async run(services, node?: Pick<QueryNode, 'hub' | 'text' | 'savedName'>) {
    if (node && node.savedName === undefined) return services.savedQueries.forgetRecent(node.hub, node.text);

    const name = node?.savedName ?? (await pickSavedQuery(services))?.name;
    if (name === undefined) return;
    const agreed = await confirm({
      question: vscode.l10n.t('Delete the saved query "{0}"?', name),
      detail: vscode.l10n.t("No device is touched. This can't be undone."),
      action: vscode.l10n.t('Delete'),
    });
    if (agreed) await vscode.workspace.fs.delete(savedQueryUri(name));
  },
});
