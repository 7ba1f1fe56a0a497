import * as vscode from 'vscode';
import { queryLanguageId } from '../../editors/query/queryLanguageId.ts';
import { savedQueryUri } from '../../editors/savedQueryFiles.ts';
import { pickSavedQuery } from '../../prompts/pickQuery.ts';
import type { QueryNode } from '../../tree/queryNode.ts';
import { defineCommand } from '../command.ts';
import { openQuery } from './openQuery.ts';

/** Opens the document of a saved query, or a new one with the text of a recent query. */
export const editQuery = defineCommand({
  id: 'iotHub.editQuery',
  title: vscode.l10n.t('Edit Query'),

  async run(services, node?: Pick<QueryNode, 'hub' | 'text' | 'savedName'>) {
    const name = node ? node.savedName : (await pickSavedQuery(services))?.name;
    if (!node && name === undefined) return;

    const document =
      name === undefined
        ? await vscode.workspace.openTextDocument({ language: queryLanguageId, content: node?.text ?? '' })
        : await vscode.workspace.openTextDocument(savedQueryUri(name));
    await openQuery(services, document, node?.hub);
  },
});
