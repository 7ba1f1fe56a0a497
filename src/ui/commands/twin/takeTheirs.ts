import * as vscode from 'vscode';
import { type OfTwin, twinDocumentOf } from '../../prompts/pickTwin.ts';
import { defineCommand } from '../command.ts';

/** Saves a twin with somebody else's values where both changed the same. */
export const takeTheirs = defineCommand({
  id: 'iotHub.takeTheirs',
  title: vscode.l10n.t('Take Theirs'),

  async run({ twinDocuments }, source?: OfTwin) {
    const uri = twinDocumentOf(source);
    if (uri) await twinDocuments.resolve(uri, 'theirs');
  },
});
