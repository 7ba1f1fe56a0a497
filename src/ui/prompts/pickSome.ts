import * as vscode from 'vscode';
import { type Place, askQuickly, type back } from './steps.ts';

/** Asks for any number of several, none included, as a step of a sequence. `chosen`: those that were chosen before. */
export function pickSome<T extends vscode.QuickPickItem>(
  placeholder: string,
  items: readonly T[],
  place: Place,
  chosen: readonly T[],
): Promise<readonly T[] | typeof back | undefined> {
  const picker = vscode.window.createQuickPick<T>();
  picker.placeholder = placeholder;
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.items = items;
  picker.selectedItems = chosen;

  return askQuickly<readonly T[]>(picker, place, accept => picker.onDidAccept(() => accept(picker.selectedItems)));
}
