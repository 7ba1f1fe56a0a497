import * as vscode from 'vscode';
import { askLine } from '../question.ts';
import { enrollmentIdProblem } from './enrollmentIdProblem.ts';

/** The row of a list from which something is chosen by its id, because there are more of them than are listed. */
export interface IdItem<Of> extends vscode.QuickPickItem {
  readonly of: Of;
}

/** @param of what the id is of. @param description how many are listed. */
export function idItem<Of>(of: Of, label: string, description: string): IdItem<Of> {
  return { label, description, of, alwaysShow: true };
}

export function firstListed(count: number): string {
  return vscode.l10n.t('by its id: only the first {0} are listed', count.toLocaleString(vscode.env.language));
}

/** Asks for the id; nothing if the person gives up. */
export async function pickedId({ label }: IdItem<unknown>): Promise<string | undefined> {
  const id = await askLine({
    title: label.replace(/^\$\(\w+\) /, ''),
    prompt: vscode.l10n.t('Its id'),
    validateInput: text => (text === '' ? undefined : enrollmentIdProblem(text)),
  });
  return id || undefined;
}
