import * as vscode from 'vscode';
import { askLine } from '../question.ts';

export interface NamedDeletion {
  readonly title: string;
  readonly name: string;
  /** What is lost with it: a sentence. */
  readonly cost: string;
}

/** Has the name typed before something is deleted with all that is in it. */
export async function confirmByName({ title, name, cost }: NamedDeletion): Promise<boolean> {
  const typed = await askLine({
    title,
    prompt: vscode.l10n.t("{0} This can't be undone. Type {1} to delete it.", cost, name),
    placeHolder: name,
    validateInput: text =>
      text === '' || text === name ? undefined : vscode.l10n.t('Type {0}, or press Escape to keep it.', name),
  });
  return typed === name;
}
