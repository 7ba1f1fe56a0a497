import * as vscode from 'vscode';
import { type StatementProblem, statementProblem } from '../../../domain/query/statementProblem.ts';
import { statementsIn } from '../../../domain/query/statements.ts';

/** Marks what is wrong in documents of queries, while they are open. */
export class QueryDiagnostics implements vscode.Disposable {
  readonly #collection: vscode.DiagnosticCollection;
  readonly #disposables: vscode.Disposable;

  constructor(private readonly languageId: string) {
    this.#collection = vscode.languages.createDiagnosticCollection(languageId);
    this.#disposables = vscode.Disposable.from(
      this.#collection,
      vscode.workspace.onDidOpenTextDocument(document => this.#check(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#check(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)),
    );
    for (const document of vscode.workspace.textDocuments) this.#check(document);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #check(document: vscode.TextDocument): void {
    if (document.languageId !== this.languageId) return;

    const problems = statementsIn(document.getText()).map(statementProblem);
    const diagnostics = problems
      .filter(problem => problem !== undefined)
      .map(problem => toDiagnostic(problem, document));
    this.#collection.set(document.uri, diagnostics);
  }
}

function toDiagnostic(
  { offset, length, message, severity }: StatementProblem,
  document: vscode.TextDocument,
): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const diagnostic = new vscode.Diagnostic(range, message, severities[severity]);
  diagnostic.source = vscode.l10n.t('IoT Hub');
  return diagnostic;
}

/** Of what is in doubt, the hub has the last word. */
const severities = { error: vscode.DiagnosticSeverity.Error, doubt: vscode.DiagnosticSeverity.Warning } as const;
