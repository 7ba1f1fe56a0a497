import * as vscode from 'vscode';
import { queryLanguageId } from '../../editors/query/queryLanguageId.ts';
import { pickHub } from '../../prompts/pickHub.ts';
import { defineCommand } from '../command.ts';

/** Chooses the hub on which the queries of a document run. */
export const chooseQueryHub = defineCommand({
  id: 'iotHub.chooseQueryHub',
  title: vscode.l10n.t('Choose Hub for Queries'),

  async run(services, place?: { readonly uri: vscode.Uri }) {
    const uri = place?.uri ?? activeQueryDocument();
    if (!uri) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a document of queries first.'));
      return;
    }
    const hub = await pickHub(services.hubs.list());
    if (hub) await services.queryHubs.set(uri, hub);
  },
});

function activeQueryDocument(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === queryLanguageId ? document.uri : undefined;
}
