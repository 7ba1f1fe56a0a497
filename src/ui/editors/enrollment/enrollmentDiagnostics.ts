import * as vscode from 'vscode';
import { parseTwinDocument } from '../../../domain/twin/twinDocument.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { refusalMark } from '../refusalMark.ts';
import { JsonPlaces } from '../twin/jsonPlaces.ts';
import { enrollmentRefusals } from './enrollmentRefusals.ts';
import { enrollmentScheme } from './enrollmentUri.ts';

export interface DiagnosticSource {
  targetOf(uri: vscode.Uri): EnrollmentTarget | undefined;
  /** Host names of the hubs that are linked, if that is known. */
  linkedHubs(target: EnrollmentTarget): Promise<readonly string[] | undefined>;
}

/** Marks in an enrollment's document what stands against saving it, while a person types. */
export class EnrollmentDiagnostics implements vscode.Disposable {
  readonly #marks = vscode.languages.createDiagnosticCollection('iotHub.enrollments');
  readonly #registrations: vscode.Disposable;

  constructor(private readonly source: DiagnosticSource) {
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
    const target = document.uri.scheme === enrollmentScheme ? this.source.targetOf(document.uri) : undefined;
    if (!target) return;

    const linked = await this.source.linkedHubs(target);
    if (document.isClosed) return;
    const edited = parseTwinDocument(document.getText());
    const places = new JsonPlaces(document.getText());
    const refusals = edited ? enrollmentRefusals(target.address, edited, linked) : [];
    this.#marks.set(
      document.uri,
      refusals.map(refusal => refusalMark(document, places, refusal)),
    );
  }
}
