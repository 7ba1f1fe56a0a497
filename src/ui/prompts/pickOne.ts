import * as vscode from 'vscode';
import { type Place, askQuickly, type back } from './steps.ts';

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Asks for one of several, as a step of a sequence. `chosen` is what was chosen before. */
export function pickOne<T>(
  placeholder: string,
  choices: readonly Choice<T>[],
  place: Place,
  chosen?: T,
): Promise<T | typeof back | undefined> {
  const picker = vscode.window.createQuickPick<Choice<T>>();
  picker.placeholder = placeholder;
  picker.items = choices;
  const before = choices.find(({ value }) => value === chosen);
  if (before) picker.activeItems = [before];

  return askQuickly<T>(picker, place, accept =>
    picker.onDidAccept(() => {
      const [item] = picker.activeItems;
      if (item) accept(item.value);
    }),
  );
}
