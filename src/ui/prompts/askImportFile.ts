import * as vscode from 'vscode';
import { columnName } from '../../domain/queryResult/rowColumns.ts';
import { type CsvMapping, memberOfHeading } from '../../domain/transfer/csvColumns.ts';
import { type ImportMode, defaultImportMode, importModes } from '../../domain/transfer/importMode.ts';
import {
  type CsvHeadings,
  type ImportFile,
  isCsv,
  openCsv,
  openJsonLines,
  readCsvHeadings,
} from '../support/transfer/importFile.ts';
import { type TextSource, fileSource } from '../support/transfer/textPieces.ts';
import { pick } from './question.ts';

/** Asks for a file of devices; of a CSV file also what the columns are whose names do not say. @throws TransferFileError */
export async function askImportFile(): Promise<ImportFile | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import Devices'),
    openLabel: vscode.l10n.t('Dry Run'),
    filters: { [vscode.l10n.t('Devices')]: ['txt', 'json', 'jsonl', 'csv'], [vscode.l10n.t('All files')]: ['*'] },
  });
  const [file] = files ?? [];
  return file && openImportFile(fileSource(file.fsPath));
}

/** @throws TransferFileError, StorageError */
export async function openImportFile(source: TextSource): Promise<ImportFile | undefined> {
  if (!isCsv(source.name)) return openJsonLines(source);

  const headings = await readCsvHeadings(source);
  const mapping = await askMapping(source.name, headings);
  return mapping && openCsv(source, { ...headings, mapping });
}

/** What lines ask for that name no mode. */
export async function askImportMode(): Promise<ImportMode | undefined> {
  const items = [defaultImportMode, ...importModes.filter(mode => mode !== defaultImportMode)].map(mode => ({
    label: mode,
    description: modeWords(mode),
    mode,
  }));
  const placeHolder = vscode.l10n.t('What to do with lines that name no importMode');
  return (await pick(items, { placeHolder, matchOnDescription: true }))?.mode;
}

function modeWords(mode: ImportMode): string {
  switch (mode) {
    case 'create':
      return vscode.l10n.t('makes devices; refuses those that exist');
    case 'createOrUpdate':
      return vscode.l10n.t('makes devices, and changes those that exist');
    case 'createOrUpdateIfMatchETag':
      return vscode.l10n.t('makes devices, and changes those that nobody changed since the export');
    case 'update':
      return vscode.l10n.t('changes devices that exist');
    case 'updateIfMatchETag':
      return vscode.l10n.t('changes devices that nobody changed since the export');
    case 'delete':
      return vscode.l10n.t('deletes devices, with their twins');
    case 'deleteIfMatchETag':
      return vscode.l10n.t('deletes devices that nobody changed since the export');
    case 'updateTwin':
      return vscode.l10n.t('changes tags and desired properties only');
    case 'updateTwinIfMatchETag':
      return vscode.l10n.t('changes twins that nobody changed since the export');
  }
}

/** Asks for each column whose name does not say what it is. */
async function askMapping(file: string, { names, mapping }: CsvHeadings): Promise<CsvMapping | undefined> {
  const complete = [...mapping];
  for (const [index, name] of names.entries()) {
    if (complete[index] !== undefined) continue;
    const answer = await askColumn(file, name, complete);
    if (!answer) return undefined;
    complete[index] = answer.member;
  }
  return complete;
}

interface ColumnAnswer extends vscode.QuickPickItem {
  /** Nothing: the column is passed over. */
  readonly member: CsvMapping[number];
}

async function askColumn(file: string, name: string, taken: CsvMapping): Promise<ColumnAnswer | undefined> {
  const used = new Set(taken.map(member => member && columnName(member)));
  const offered = (member: string): ColumnAnswer[] => {
    const to = memberOfHeading(member);
    return to && !used.has(columnName(to)) ? [{ label: member, member: to }] : [];
  };
  const plain = name.trim().replaceAll(/[.$\s]+/g, '_');
  const items: ColumnAnswer[] = [
    ...offered('id'),
    ...(plain === '' ? [] : [...offered(`tags.${plain}`), ...offered(`properties.desired.${plain}`)]),
    ...['moduleId', 'importMode', 'status', 'statusReason', 'capabilities.iotEdge'].flatMap(offered),
    { label: vscode.l10n.t('Pass over'), member: undefined },
  ];
  return pick(items, {
    title: vscode.l10n.t('Import {0}', file),
    placeHolder: vscode.l10n.t('What the column "{0}" is', name),
  });
}
