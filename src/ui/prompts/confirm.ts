import * as vscode from 'vscode';

export interface Confirmation {
  readonly question: string;
  /** What it costs, or for whom it is. */
  readonly detail: string;
  /** What the button says: the action. */
  readonly action: string;
}

/** Asks before something is done that cannot be taken back. */
export async function confirm({ question, detail, action }: Confirmation): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, action)) === action;
}
