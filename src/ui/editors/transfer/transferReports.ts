import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ImportFile } from '../../support/transfer/importFile.ts';
import { ReadOnlyFiles } from '../readOnlyFiles.ts';
import { lineOfFile } from './lineOfFile.ts';

/** Stands in package.json, too: `onFileSystem:…`. */
const reportScheme = 'iothub-report';

/** What was found out about a file of devices, or done with it. */
export interface TransferReport {
  /** The name of the tab. */
  readonly title: string;
  readonly hubName: string;
  readonly text: string;
  /** The file whose lines the text names: `Line 12`. */
  readonly file?: ImportFile;
  /** What can be done next: stands above the text. */
  readonly actions: readonly vscode.Command[];
}

const linePattern = /\bLine (?<number>[\d,.\u202f\u00a0]+)/g;

/**
 * Reports of imports and migrations, as read-only documents whose lines lead to those of the file: in the file itself, or,
 * if that is in a container, in a document that has the line alone. They end with the window.
 */
export class TransferReports implements vscode.DocumentLinkProvider, vscode.CodeLensProvider, vscode.Disposable {
  /** By the numbers that their addresses end with: `?12`; line 3 of the file of a report is `?12/3`. */
  readonly #reports = new Map<string, TransferReport>();
  readonly #files = new ReadOnlyFiles(reportScheme, uri => this.#textOf(uri));
  readonly #registrations: vscode.Disposable;
  #count = 0;

  constructor() {
    const selector = { scheme: reportScheme };
    this.#registrations = vscode.Disposable.from(
      vscode.languages.registerDocumentLinkProvider(selector, this),
      vscode.languages.registerCodeLensProvider(selector, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === reportScheme) this.#reports.delete(uri.query);
      }),
    );
  }

  async show(report: TransferReport): Promise<void> {
    const query = String(++this.#count);
    const path = `/${report.hubName}/${report.title}.txt`;
    const uri = vscode.Uri.from({ scheme: reportScheme, path, query });
    this.#reports.set(query, report);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const report = this.#reports.get(document.uri.query);
    if (!report?.file) return [];

    return [...document.getText().matchAll(linePattern)].map(match => {
      const range = new vscode.Range(
        document.positionAt(match.index),
        document.positionAt(match.index + match[0].length),
      );
      const number = match.groups?.['number']?.replaceAll(/\D/g, '') ?? '';
      return new vscode.DocumentLink(range, this.#addressOf(document.uri, report, number));
    });
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const top = new vscode.Range(0, 0, 0, 0);
    return (this.#reports.get(document.uri.query)?.actions ?? []).map(command => new vscode.CodeLens(top, command));
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#files.dispose();
  }

  #addressOf(report: vscode.Uri, { hubName, file }: TransferReport, line: string): vscode.Uri {
    const { path, name = '' } = file?.text ?? {};
    if (path !== undefined) return vscode.Uri.file(path).with({ fragment: `L${line}` });

    const title = vscode.l10n.t('line {0} of {1}', line, basename(name));
    return report.with({ path: `/${hubName}/${title}`, query: `${report.query}/${line}` });
  }

  async #textOf({ query }: vscode.Uri): Promise<string> {
    const [id = '', line] = query.split('/');
    const report = this.#reports.get(id);
    if (report && line === undefined) return report.text;
    if (report?.file) return lineOfFile(report.file, Number(line));
    throw vscode.FileSystemError.FileNotFound(
      vscode.l10n.t('This report ended with its window. Import the file again.'),
    );
  }
}
