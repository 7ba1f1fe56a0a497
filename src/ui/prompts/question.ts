import * as vscode from 'vscode';

/**
 * Questions at the top of the window. They stay until they are answered or given up: a person may look something up
 * elsewhere, and a page in a frame that had the focus tells of it late, which would take the question away.
 */
const stays = { ignoreFocusOut: true };

/** Asks for one of `items`; nothing if the person gives up. */
export async function pick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<T | undefined> {
  return vscode.window.showQuickPick(items, { ...options, ...stays });
}

/** Asks for one of `names`; nothing if the person gives up. */
export async function pickName(
  names: readonly string[],
  options: vscode.QuickPickOptions,
): Promise<string | undefined> {
  return vscode.window.showQuickPick(names, { ...options, ...stays });
}

/** Asks for any number of `items`, none included; nothing if the person gives up. */
export async function pickMany<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<readonly T[] | undefined> {
  return vscode.window.showQuickPick(items, { ...options, ...stays, canPickMany: true });
}

/** Asks for a line of text; nothing if the person gives up. */
export async function askLine(options: vscode.InputBoxOptions): Promise<string | undefined> {
  return vscode.window.showInputBox({ ...options, ...stays });
}
