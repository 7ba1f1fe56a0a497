import * as vscode from 'vscode';
import { type Place, askQuickly, type back } from './steps.ts';

export interface TextQuestion {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** What is typed is not shown. */
  readonly password?: boolean;
  /** What is wrong with a text: a sentence; nothing if it is good. */
  readonly problem: (text: string) => string | undefined;
}

/** Asks for a text and takes it only when nothing is wrong with it. */
export function askText(question: TextQuestion, place: Place): Promise<string | typeof back | undefined> {
  const input = vscode.window.createInputBox();
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  input.value = question.value ?? '';
  input.password = question.password ?? false;

  return askQuickly<string>(input, place, accept => {
    input.onDidChangeValue(text => (input.validationMessage = question.problem(text)));
    input.onDidAccept(() => {
      input.validationMessage = question.problem(input.value);
      if (input.validationMessage === undefined) accept(input.value);
    });
  });
}
