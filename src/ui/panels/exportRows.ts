import * as vscode from 'vscode';
import { type RowsFormat, rowsText } from '../../domain/queryResult/rowsText.ts';
import { pick } from '../prompts/question.ts';
import { withProgress } from '../support/progress.ts';
import type { QueryResult } from '../support/query/queryResult.ts';
import type { Waits } from '../support/hub/waits.ts';

export interface ExportRequest extends RowsFormat {
  /** The loaded rows, as indexes, in the order in which they are shown. */
  readonly order: readonly number[];
}

/** Asks which rows and where to, and writes them. Gives a sentence about it; nothing if the person gave up. */
export async function exportRows(
  waits: Waits,
  result: QueryResult,
  name: string,
  request: ExportRequest,
): Promise<string> {
  const { rows = [] } = result;
  const wanted = result.more ? await askRows(rows.length) : 'loaded';
  const file = wanted && (await askExportFile(name, request.format));
  if (!wanted || !file) return '';

  const loaded = request.order.map(index => rows[index]).filter(row => row !== undefined);
  const title = vscode.l10n.t('Exporting to {0}', vscode.workspace.asRelativePath(file));
  return withProgress(waits, title, async (signal, report) => {
    const pages = wanted === 'all' ? result.all(signal) : [loaded];
    const { text, count } = await rowsText(pages, request, count =>
      report(vscode.l10n.t('{0} rows', count.toLocaleString(vscode.env.language))),
    );
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    return vscode.l10n.t('{0} rows were written to {1}.', count.toLocaleString(vscode.env.language), file.fsPath);
  });
}

async function askRows(loaded: number): Promise<'all' | 'loaded' | undefined> {
  const count = loaded.toLocaleString(vscode.env.language);
  const items = [
    { label: vscode.l10n.t('All rows'), description: vscode.l10n.t('asks the hub for the rest'), rows: 'all' as const },
    { label: vscode.l10n.t('The {0} loaded rows', count), description: '', rows: 'loaded' as const },
  ];
  const placeHolder = vscode.l10n.t('Which rows to export');
  return (await pick(items, { placeHolder }))?.rows;
}

/** Asks for the file of what is exported of `name`. */
export function askExportFile(name: string, format: 'csv' | 'json'): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const fileName = `${name.replace(/\.iothubql$/, '').replaceAll(/[^\w.-]+/g, '-')}.${format}`;
  return vscode.window.showSaveDialog({
    filters: { [format.toUpperCase()]: [format] },
    title: vscode.l10n.t('Export Rows'),
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, fileName) } : {}),
  });
}
