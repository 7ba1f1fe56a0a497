import * as vscode from 'vscode';
import { readPatchDocument, readTwinPatch } from '../../../domain/jobs/twinPatchText.ts';
import { JsonPlaces } from '../twin/jsonPlaces.ts';
import { refusalsOf } from '../twin/refusal.ts';
import { refusalMark } from '../refusalMark.ts';
import { jobPatchScheme } from './jobPatchFiles.ts';

/** Marks in the patch of a job what its hub would refuse, as in the document of a twin, while a person types. */
export class PatchMarks implements vscode.Disposable {
  readonly #marks = vscode.languages.createDiagnosticCollection('iotHub.jobPatches');
  readonly #registrations = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(document => this.#mark(document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => this.#mark(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#marks.delete(uri)),
  );

  dispose(): void {
    this.#registrations.dispose();
    this.#marks.dispose();
  }

  #mark(document: vscode.TextDocument): void {
    if (document.uri.scheme === jobPatchScheme) this.#marks.set(document.uri, refusalMarks(document));
  }
}

/** What is wrong with the patch of a document: a sentence; nothing if it can be sent. */
export function patchProblem(document: vscode.TextDocument): string | undefined {
  const text = document.getText();
  if (!readPatchDocument(text)) return vscode.l10n.t('This is not a JSON object. Mend what is marked.');

  const [mark] = refusalMarks(document);
  if (mark) return mark.message;
  return readTwinPatch(text) ? undefined : vscode.l10n.t('This changes nothing. Write a tag or a desired property.');
}

function refusalMarks(document: vscode.TextDocument): vscode.Diagnostic[] {
  const patch = readPatchDocument(document.getText());
  if (!patch) return [];

  const places = new JsonPlaces(document.getText());
  return refusalsOf({}, patch).map(refusal => refusalMark(document, places, refusal));
}
