import * as vscode from 'vscode';
import { ReadOnlyFiles } from '../readOnlyFiles.ts';

/** Stands in package.json, too: `onFileSystem:…`. */
const reportScheme = 'iothub-report';

/** What was found out about a file of devices, or done with it. */
export interface TransferReport {
  /** The name of the tab. */
  readonly title: string;
  readonly hubName: string;
  readonly text: string;
  /** The file whose lines the text names: `Line 12`. */
  readonly path?: string;
  /** What can be done next: stands above the text. */
  readonly actions: readonly vscode.Command[];
}

const linePattern = /\bLine (?<number>[\d,.\u202f\u00a0]+)/g;

/** Reports of imports and migrations, as read-only documents whose lines lead to those of the file. They end with the window. */
export class TransferReports implements vscode.DocumentLinkProvider, vscode.CodeLensProvider, vscode.Disposable {
  readonly #reports = new Map<string, TransferReport>();
  readonly #files = new ReadOnlyFiles(reportScheme, async uri => this.#reportOf(uri).text);
  readonly #registrations: vscode.Disposable;
  #count = 0;

  constructor() {
    const selector = { scheme: reportScheme };
    this.#registrations = vscode.Disposable.from(
      vscode.languages.registerDocumentLinkProvider(selector, this),
      vscode.languages.registerCodeLensProvider(selector, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#reports.delete(uri.toString())),
    );
  }

  async show(report: TransferReport): Promise<void> {
    const uri = vscode.Uri.from({
      scheme: reportScheme,
      path: `/${report.hubName}/${report.title}.txt`,
      query: String(++this.#count),
    });
    this.#reports.set(uri.toString(), report);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const { path } = this.#reportOf(document.uri);
    if (path === undefined) return [];

    return [...document.getText().matchAll(linePattern)].map(match => {
      const range = new vscode.Range(
        document.positionAt(match.index),
        document.positionAt(match.index + match[0].length),
      );
      const number = match.groups?.['number']?.replaceAll(/\D/g, '') ?? '';
      return new vscode.DocumentLink(range, vscode.Uri.file(path).with({ fragment: `L${number}` }));
    });
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const top = new vscode.Range(0, 0, 0, 0);
    return this.#reportOf(document.uri).actions.map(command => new vscode.CodeLens(top, command));
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#files.dispose();
  }

  #reportOf(uri: vscode.Uri): TransferReport {
    const report = this.#reports.get(uri.toString());
    if (report) return report;
    throw vscode.FileSystemError.FileNotFound(
      vscode.l10n.t('This report ended with its window. Import the file again.'),
    );
  }
}
