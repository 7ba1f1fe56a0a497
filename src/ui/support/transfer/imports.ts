import * as vscode from 'vscode';
import { type DryRun, dryRun } from '../../../domain/transfer/dryRun.ts';
import type { ImportMode } from '../../../domain/transfer/importMode.ts';
import { type ImportResult, runImport } from '../../../domain/transfer/runImport.ts';
import type { Hub } from '../hub/hub.ts';
import { type ImportFile, checkUnchanged } from './importFile.ts';
import { TransferProgress } from './transferProgress.ts';

/** A file that was compared with a hub, and not imported yet. */
export interface PlannedImport {
  readonly hub: Hub;
  readonly file: ImportFile;
  readonly fileName: string;
  /** For lines that name none. */
  readonly mode: ImportMode;
  readonly run: DryRun;
}

type Say = (words: string) => void;

/** Compares a file with a hub. @throws HubError, TransferFileError */
export async function planImportOf(
  hub: Hub,
  file: ImportFile,
  mode: ImportMode,
  signal: AbortSignal,
  say: Say,
): Promise<PlannedImport> {
  const { client } = await hub.connect();
  const progress = new TransferProgress(undefined);
  const onProgress = (lines: number) => say(progress.words(lines));
  const run = await dryRun(client, { source: file, mode }, { signal, onProgress });
  return { hub, file, fileName: file.text.name, mode, run };
}

/** Imports a file as it was planned. @throws TransferFileError if it was changed since then. */
export async function importPlanned(
  { hub, file, mode, run }: PlannedImport,
  signal: AbortSignal,
  say: Say,
): Promise<ImportResult> {
  await checkUnchanged(file);
  const { client } = await hub.connect();
  const progress = new TransferProgress(run.lines);
  return runImport(
    client,
    { source: file, mode },
    { signal, onProgress: lines => say(progress.words(Math.min(lines, run.lines))) },
  );
}

/** What an import costs, for the question before it. */
export function importCost({ run: { counts, newCredentials } }: PlannedImport): string {
  const { create, change, delete: gone, refused, bad } = counts;
  return [
    vscode.l10n.t('{0} created, {1} changed, {2} deleted.', create, change, gone),
    ...(gone > 0 ? [vscode.l10n.t('What is deleted loses its twin and its modules.')] : []),
    ...(newCredentials > 0
      ? [vscode.l10n.t('{0} get other keys or certificates and cannot connect with their old ones.', newCredentials)]
      : []),
    ...leftOutWords(refused + bad),
    ...(change + gone > 0
      ? [vscode.l10n.t("This can't be undone: a backup is an export of all devices, with their keys.")]
      : []),
  ].join(' ');
}

function leftOutWords(lines: number): readonly string[] {
  if (lines === 0) return [];
  return [
    lines === 1 ? vscode.l10n.t('1 line cannot be imported.') : vscode.l10n.t('{0} lines cannot be imported.', lines),
  ];
}
