import * as vscode from 'vscode';
import { queryLanguageId } from '../../editors/query/queryLanguageId.ts';
import type { OfHub } from '../../prompts/pickHub.ts';
import { openQuery } from './openQuery.ts';
import { defineCommand } from '../command.ts';

export const newQuery = defineCommand({
  id: 'iotHub.newQuery',
  title: vscode.l10n.t('New Query'),

  async run(services, node?: Partial<OfHub>) {
    const content = 'SELECT *\nFROM devices\n';
    const document = await vscode.workspace.openTextDocument({ language: queryLanguageId, content });
    await openQuery(services, document, node?.hub);
  },
});
