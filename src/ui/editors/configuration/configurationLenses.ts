import * as vscode from 'vscode';
import { printQuery } from '../../../domain/query/printQuery.ts';
import { isConditionProblem, readTargetCondition } from '../../../domain/query/targetCondition.ts';
import { parseTwinDocument } from '../../../domain/twin/twinDocument.ts';
import type { QueryTarget } from '../../prompts/queryTarget.ts';
import { JsonPlaces } from '../twin/jsonPlaces.ts';
import type { ConfigurationTarget } from './configurationTarget.ts';

/** Above the target condition: whom it selects, before it is saved. */
export class ConfigurationLenses implements vscode.CodeLensProvider {
  constructor(private readonly targetOf: (uri: vscode.Uri) => ConfigurationTarget | undefined) {}

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const target = this.targetOf(document.uri);
    const query = target && targetQuery(target, document);
    if (!query) return [];

    const { offset } = new JsonPlaces(document.getText()).find(['targetCondition'], true);
    const start = document.positionAt(offset);
    const lens = (command: string, title: string) =>
      new vscode.CodeLens(new vscode.Range(start, start), { command, title, arguments: [query] });
    return [
      lens('iotHub.countQuery', vscode.l10n.t('Count Targets')),
      lens('iotHub.runQuery', vscode.l10n.t('$(play) Show Targets')),
    ];
  }
}

/** Nothing where the condition targets nobody, or cannot be read: then a mark says why. */
function targetQuery(
  { hub, configurationId }: ConfigurationTarget,
  document: vscode.TextDocument,
): QueryTarget | undefined {
  const condition = parseTwinDocument(document.getText())?.['targetCondition'];
  const query = typeof condition === 'string' ? readTargetCondition(condition) : undefined;
  if (!query || isConditionProblem(query)) return undefined;

  const title = vscode.l10n.t('Targets of {0}', configurationId);
  return { hub, text: printQuery(query), title, source: document.uri.toString() };
}
