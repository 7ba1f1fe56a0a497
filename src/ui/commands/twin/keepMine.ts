import * as vscode from 'vscode';
import { type OfTwin, twinDocumentOf } from '../../prompts/pickTwin.ts';
import { defineCommand } from '../command.ts';

/** Saves a twin with the person's own values where somebody else changed the same. */
export const keepMine = defineCommand({
  id: 'iotHub.keepMine',
  title: vscode.l10n.t('Keep Mine'),

  async run({ twinDocuments }, source?: OfTwin) {
    const uri = twinDocumentOf(source);
    if (uri) await twinDocuments.resolve(uri, 'mine');
  },
});
