import * as vscode from 'vscode';
import { conditionOf } from '../../../domain/query/targetCondition.ts';
import { countQuery, deviceIdQuery } from '../../../domain/query/derivedQueries.ts';
import { queryOf } from '../../../domain/query/statementProblem.ts';
import { type Statement, statementsIn } from '../../../domain/query/statements.ts';
import type { Query } from '../../../domain/query/syntaxTree.ts';
import type { QueryHubs } from '../../support/query/queryHubs.ts';

/** Where a query stands: what the lenses give to their commands. */
export interface QueryPlace {
  readonly uri: vscode.Uri;
  /** In UTF-16 units from the start of the document. */
  readonly offset: number;
}

/** Above each query of a document: what can be done with it, and above the first one the hub that does it. */
export class QueryLenses implements vscode.CodeLensProvider {
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(private readonly hubs: QueryHubs) {
    this.onDidChangeCodeLenses = hubs.onDidChange;
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    return statementsIn(document.getText()).flatMap((statement, index) => {
      const start = document.positionAt(statement.offset);
      const commands = [...actions(document, statement), ...(index === 0 ? [this.#hubCommand(document)] : [])];
      return commands.map(command => new vscode.CodeLens(new vscode.Range(start, start), command));
    });
  }

  #hubCommand({ uri }: vscode.TextDocument): vscode.Command {
    const hub = this.hubs.get(uri);
    const title = hub ? vscode.l10n.t('on {0}', hub.name) : vscode.l10n.t('Choose a hub…');
    const tooltip = vscode.l10n.t('Choose the hub that the queries of this document run on');
    return { title: `$(vm) ${title}`, tooltip, command: 'iotHub.chooseQueryHub', arguments: [{ uri }] };
  }
}

function actions({ uri }: vscode.TextDocument, statement: Statement): readonly vscode.Command[] {
  const place: QueryPlace = { uri, offset: statement.offset };
  const lens = (command: string, title: string) => ({ command, title, arguments: [place] });
  const query = queryOf(statement);

  return [
    lens('iotHub.runQuery', vscode.l10n.t('$(play) Run')),
    ...(query && countQuery(query) ? [lens('iotHub.countQuery', vscode.l10n.t('Count'))] : []),
    ...(query && deviceIdQuery(query) ? [lens('iotHub.invokeOnQuery', vscode.l10n.t('Invoke Method on These…'))] : []),
    ...(query && isForJobs(query) ? [lens('iotHub.newJob', vscode.l10n.t('New Job…'))] : []),
  ];
}

function isForJobs(query: Query): boolean {
  return conditionOf(query) !== undefined || deviceIdQuery(query) !== undefined;
}
