import * as vscode from 'vscode';
import { type OfTwin, twinDocumentOf } from '../../prompts/pickTwin.ts';
import { defineCommand } from '../command.ts';

/** Saves a twin as the person has merged it by hand. */
export const saveMerged = defineCommand({
  id: 'iotHub.saveMerged',
  title: vscode.l10n.t('Save Merged'),

  async run({ twinDocuments }, source?: OfTwin) {
    const uri = twinDocumentOf(source);
    if (uri) await twinDocuments.resolve(uri);
  },
});
