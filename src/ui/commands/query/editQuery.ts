import * as vscode from 'vscode';
import { queryLanguageId } from '../../editors/query/queryLanguageId.ts';
import { savedQueryUri } from '../../editors/savedQueryFiles.ts';
import { pickSavedQuery } from '../../prompts/pickQuery.ts';
import type { QueryFileNode } from '../../tree/queryFileNode.ts';
import type { QueryNode } from '../../tree/queryNode.ts';
import { defineCommand } from '../command.ts';
import { openQuery } from './openQuery.ts';

/** A query of the tree: a saved one has a name, a file of the workspace its place. */
type EditedQuery = Pick<QueryNode, 'hub' | 'text' | 'savedName'> | Pick<QueryFileNode, 'hub' | 'file'>;

/** Opens the document of a saved query or a file of queries, or a new one with the text of a recent query. */
export const editQuery = defineCommand({
  id: 'iotHub.editQuery',
  title: vscode.l10n.t('Edit Query'),

  async run(services, node?: EditedQuery) {
    if (node && 'file' in node) {
      await openQuery(services, await vscode.workspace.openTextDocument(node.file), node.hub);
      return;
    }
    const name = node ? node.savedName : (await pickSavedQuery(services))?.name;
    if (!node && name === undefined) return;

    const document =
      name === undefined
        ? await vscode.workspace.openTextDocument({ language: queryLanguageId, content: node?.text ?? '' })
        : await vscode.workspace.openTextDocument(savedQueryUri(name));
    await openQuery(services, document, node?.hub);
  },
});
