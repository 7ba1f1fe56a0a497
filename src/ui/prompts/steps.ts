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

/** What a step gives when the person wants to change what another step asked. */
export class Revisit {
  constructor(readonly step: unknown) {}
}

/** Asks one thing and gives the draft with the answer in it; nothing if the person gives up. */
export type Step<T> = (draft: T, place: Place) => Promise<T | typeof back | Revisit | undefined>;

/** A step that is passed over, forwards and backwards, unless the draft needs it. */
export interface ConditionalStep<T> {
  readonly when: (draft: T) => boolean;
  readonly ask: Step<T>;
}

/** Asks step after step. Back returns to the one before with what was answered there. */
export async function askSteps<T>(
  title: string,
  first: T,
  steps: readonly (Step<T> | ConditionalStep<T>)[],
): Promise<T | undefined> {
  const all = steps.map(step => (typeof step === 'function' ? { when: () => true, ask: step } : step));
  let draft = first;
  let current = all.find(({ when }) => when(draft));

  while (current) {
    const asked = all.filter(({ when }) => when(draft));
    const index = asked.indexOf(current);
    const answer = await current.ask(draft, { title, step: index + 1, totalSteps: asked.length });
    if (answer === undefined) return undefined;

    if (answer === back) current = asked[index - 1];
    else if (answer instanceof Revisit) current = all.find(({ ask }) => ask === answer.step);
    else {
      draft = answer;
      const from = all.indexOf(current);
      current = all.find(({ when }, position) => position > from && when(draft));
    }
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
