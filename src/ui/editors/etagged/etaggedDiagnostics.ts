import * as vscode from 'vscode';
import type { JsonObject } from '../../../domain/json.ts';
import { parseTwinDocument } from '../../../domain/twin/twinDocument.ts';
import { refusalMark } from '../refusalMark.ts';
import { JsonPlaces } from '../twin/jsonPlaces.ts';
import type { EtaggedKind } from './etaggedKind.ts';

export interface DiagnosticSource<T> {
  targetOf(uri: vscode.Uri): T | undefined;
  saved(uri: vscode.Uri): JsonObject;
}

/** Marks in a document what stands against saving it, while a person types. */
export class EtaggedDiagnostics<T> implements vscode.Disposable {
  readonly #marks: vscode.DiagnosticCollection;
  readonly #registrations: vscode.Disposable;

  constructor(
    private readonly kind: EtaggedKind<T>,
    private readonly source: DiagnosticSource<T>,
  ) {
    this.#marks = vscode.languages.createDiagnosticCollection(kind.scheme);
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument(document => this.#mark(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#mark(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#marks.delete(uri)),
    );
    for (const document of vscode.workspace.textDocuments) void this.#mark(document);
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#marks.dispose();
  }

  /** Nothing of a text that is not JSON: the editor itself marks where it breaks. */
  async #mark(document: vscode.TextDocument): Promise<void> {
    const target = document.uri.scheme === this.kind.scheme ? this.source.targetOf(document.uri) : undefined;
    if (!target) return;

    const { version } = document;
    const edited = parseTwinDocument(document.getText());
    const asked = (edited && (await this.kind.askedRefusals?.(target, edited))) ?? [];
    if (document.isClosed || document.version !== version) return;
    const refusals = edited ? [...this.kind.refusals(target, edited, this.source.saved(document.uri)), ...asked] : [];
    const places = new JsonPlaces(document.getText());
    this.#marks.set(
      document.uri,
      refusals.map(refusal => refusalMark(document, places, refusal)),
    );
  }
}
