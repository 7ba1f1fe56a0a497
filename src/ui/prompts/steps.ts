import * as vscode from 'vscode';

/** Where a step stands in its sequence. */
export interface Place {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
}

/** What a step gives when the person wants the one before. */
export const back = Symbol('back');

/** Asks one thing and gives the draft with the answer in it; nothing if the person gives up. */
export type Step<T> = (draft: T, place: Place) => Promise<T | typeof back | undefined>;

/** Asks step after step. Back returns to the one before with what was answered there. */
export async function askSteps<T>(title: string, first: T, steps: readonly Step<T>[]): Promise<T | undefined> {
  let draft = first;
  let index = 0;

  for (let step = steps[index]; step; step = steps[index]) {
    const answer = await step(draft, { title, step: index + 1, totalSteps: steps.length });
    if (answer === undefined) return undefined;

    if (answer !== back) draft = answer;
    index += answer === back ? -1 : 1;
  }
  return draft;
}

/** Puts a quick input at its place, shows it, and waits for `accepted`, Back or Escape. */
export async function askQuickly<T>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  { title, step, totalSteps }: Place,
  accepted: (accept: (answer: T) => void) => void,
): Promise<T | typeof back | undefined> {
  input.title = title;
  input.step = step;
  input.totalSteps = totalSteps;
  input.ignoreFocusOut = true;
  if (step > 1) input.buttons = [vscode.QuickInputButtons.Back];

  try {
    return await new Promise<T | typeof back | undefined>(resolve => {
      accepted(resolve);
      input.onDidTriggerButton(() => resolve(back));
      input.onDidHide(() => resolve(undefined));
      input.show();
    });
  } finally {
    input.dispose();
  }
}
