import * as vscode from 'vscode';
import { parseTwinDocument } from '../../../domain/twin/twinDocument.ts';
import { JsonPlaces } from './jsonPlaces.ts';
import { openDocument } from './openDocument.ts';
import { refusalMark } from '../refusalMark.ts';
import { refusalsOf } from './refusal.ts';
import { twinScheme } from './twinAddress.ts';
import type { TwinStore } from './twinStore.ts';

/** Marks in a twin's document what stands against saving it, while a person types. */
export class TwinDiagnostics implements vscode.Disposable {
  readonly #store: Pick<TwinStore, 'problemOf' | 'startOf'>;
  readonly #marks = vscode.languages.createDiagnosticCollection('iotHub.twins');
  readonly #registrations: vscode.Disposable;

  constructor(store: Pick<TwinStore, 'problemOf' | 'startOf'>) {
    this.#store = store;
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument(document => this.#mark(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#mark(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#marks.delete(uri)),
    );
    for (const document of vscode.workspace.textDocuments) this.#mark(document);
  }

  refresh(uri: vscode.Uri): void {
    const document = openDocument(uri);
    if (document) this.#mark(document);
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#marks.dispose();
  }

  #mark(document: vscode.TextDocument): void {
    if (document.uri.scheme === twinScheme) this.#marks.set(document.uri, [...this.#marksOf(document)]);
  }

  /** Nothing of a text that is not JSON: the editor itself marks where it breaks. */
  #marksOf(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
    const problem = this.#store.problemOf(document.uri);
    const edited = parseTwinDocument(document.getText());
    const started = edited && this.#store.startOf(document.uri, edited);
    const refusals = edited && started ? refusalsOf(started, edited) : [];
    if (refusals.length === 0) return problem === undefined ? [] : [oldText(problem)];

    const places = new JsonPlaces(document.getText());
    return refusals.map(refusal => refusalMark(document, places, refusal));
  }
}

function oldText(problem: string): vscode.Diagnostic {
  const sentence = vscode.l10n.t('The hub could not be asked, so this is the twin as it was read before. {0}', problem);
  const mark = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), sentence, vscode.DiagnosticSeverity.Information);
  mark.source = 'IoT Hub';
  return mark;
}
