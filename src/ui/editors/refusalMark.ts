import * as vscode from 'vscode';
import type { JsonPlaces } from './twin/jsonPlaces.ts';

/** Why a document cannot be saved as it is, and where: the keys from the top of the document down. */
export interface Refusal {
  readonly path: readonly string[];
  readonly sentence: string;
  /** What is wrong is the key at `path`, not its value. */
  readonly ofKey: boolean;
}

/** The line under what stands against saving a document. */
export function refusalMark(
  document: vscode.TextDocument,
  places: JsonPlaces,
  { path, sentence, ofKey }: Refusal,
): vscode.Diagnostic {
  const { offset, length } = places.find(path, ofKey);
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const mark = new vscode.Diagnostic(range, sentence, vscode.DiagnosticSeverity.Error);
  mark.source = 'IoT Hub';
  return mark;
}
