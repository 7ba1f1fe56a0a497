import * as vscode from 'vscode';
import type { HintedCall } from './hintedCall.ts';
import { type Place, askQuickly, type back } from './steps.ts';

/** Asks for the name of a method: one that is known, or any that is typed. */
export function askMethodName(calls: readonly HintedCall[], place: Place): Promise<string | typeof back | undefined> {
  const picker = vscode.window.createQuickPick();
  picker.placeholder = vscode.l10n.t('Name of the method: choose one, or type another');
  picker.items = itemsFor('', calls);

  return askQuickly<string>(picker, place, accept => {
    picker.onDidChangeValue(typed => (picker.items = itemsFor(typed.trim(), calls)));
    picker.onDidAccept(() => {
      const [item] = picker.activeItems;
      if (item) accept(nameOf(item));
    });
  });
}

const icon = /^\$\([\w~-]+\) /;

function nameOf({ label }: vscode.QuickPickItem): string {
  return label.replace(icon, '');
}

/** The known ones by group, and what is typed if it is none of them. */
function itemsFor(typed: string, calls: readonly HintedCall[]): vscode.QuickPickItem[] {
  const names = new Set<string>();
  const known = calls.filter(({ call }) => !names.has(call.methodName) && names.add(call.methodName));
  const groups = [...Map.groupBy(known, ({ group }) => group)].flatMap(([group, members]) => {
    const separator: vscode.QuickPickItem = { label: group, kind: vscode.QuickPickItemKind.Separator };
    return [separator].concat(members.map(itemOf));
  });

  if (typed === '' || names.has(typed)) return groups;
  return [{ label: `$(edit) ${typed}`, description: vscode.l10n.t('as typed'), alwaysShow: true }, ...groups];
}

function itemOf({ icon, call }: HintedCall): vscode.QuickPickItem {
  const description = call.payload === undefined || call.payload === null ? '' : JSON.stringify(call.payload);
  return { label: `$(${icon}) ${call.methodName}`, description };
}
