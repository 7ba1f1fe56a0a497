import assert from 'node:assert/strict';
import * as vscode from 'vscode';

type QuickInput = vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>;

interface Shown {
  readonly input: QuickInput;
  /** What the product does when a person presses Enter. */
  readonly accept: () => void;
  /** What the product does when a person presses Escape. */
  readonly giveUp: () => void;
}

/**
 * Answers what the product's own parts ask in quick inputs and modal questions, which a test window refuses to show. What
 * they say and what they do with an answer is theirs; only the hand of the person is replaced.
 */
export class QuickAnswers implements Disposable {
  /** The modal questions and messages, the newest last: what they say, with their details. */
  readonly told: string[] = [];
  readonly #original = { ...vscode.window };
  readonly #showed = new vscode.EventEmitter<void>();
  readonly #tells = new vscode.EventEmitter<void>();
  #shown: Shown | undefined;
  /** Presses this button of each question that has it, or one of these; else none. */
  button: string | readonly string[] = '';

  constructor() {
    const { createInputBox, createQuickPick } = this.#original;
    const tell = async (text: string, ...rest: readonly unknown[]): Promise<unknown> => {
      const [first] = rest;
      const detail = typeof first === 'object' && first && 'detail' in first ? ` ${String(first.detail)}` : '';
      this.told.push(`${text}${detail}`);
      this.#tells.fire();
      return rest.find(one => [this.button].flat().some(button => button === one));
    };
    Object.assign(vscode.window, {
      createInputBox: () => this.#watch(createInputBox()),
      createQuickPick: () => this.#watch(createQuickPick()),
      showQuickPick: (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions) =>
        pickFrom(this.#watch(createQuickPick()), items, options),
      showInputBox: (options: vscode.InputBoxOptions) => lineFrom(this.#watch(createInputBox()), options),
      showWarningMessage: tell,
      showInformationMessage: tell,
      showErrorMessage: tell,
    });
  }

  /** Waits until something is told that nobody waits for. */
  async hears(text: RegExp): Promise<void> {
    while (!this.told.some(one => text.test(one))) await next(this.#tells.event);
  }

  /** Types a text where `prompt` is asked, and accepts it. */
  async answer(prompt: RegExp, text: string): Promise<void> {
    const { input, accept } = await this.#asked(prompt);
    input.value = text;
    accept();
  }

  /** Types what is refused, and gives why. */
  async refusal(prompt: RegExp, text: string): Promise<string> {
    const { input } = await this.#asked(prompt);
    assert.ok('validationMessage' in input);
    Object.assign(input, { validationMessage: undefined });
    await this.answer(prompt, text);
    for (;;) {
      const { validationMessage: message } = input;
      if (typeof message === 'string') return message;
      if (message?.severity === vscode.InputBoxValidationSeverity.Error) return message.message;
      await new Promise(setImmediate);
    }
  }

  /** Accepts what is offered: of a list its first entry, unless another one stands out. */
  async accept(prompt: RegExp): Promise<void> {
    const { input, accept } = await this.#asked(prompt);
    if ('items' in input && input.activeItems.length === 0) input.activeItems = input.items.slice(0, 1);
    accept();
  }

  /** Picks an entry. */
  async pick(prompt: RegExp, label: RegExp): Promise<void> {
    await this.pickMany(prompt, [label]);
  }

  /** Picks these entries alone. */
  async pickMany(prompt: RegExp, labels: readonly RegExp[]): Promise<void> {
    const { input, accept } = await this.#asked(prompt);
    assert.ok('items' in input);
    const items = labels.map(label => {
      const item = input.items.find(one => label.test(one.label));
      return item ?? assert.fail(`No ${String(label)} among ${input.items.map(one => one.label).join(', ')}.`);
    });
    Object.assign(input, { activeItems: items.slice(0, 1), selectedItems: items });
    // The same question may be asked again.
    this.#shown = undefined;
    accept();
  }

  /** The entries of which one is asked for. */
  async choices(prompt: RegExp): Promise<readonly string[]> {
    const { input } = await this.#asked(prompt);
    assert.ok('items' in input);
    return input.items.map(({ label, description = '' }) => [label, description].filter(Boolean).join(' · '));
  }

  /** Gives the question up. */
  async escape(prompt: RegExp): Promise<void> {
    (await this.#asked(prompt)).giveUp();
  }

  [Symbol.dispose](): void {
    const { createInputBox, createQuickPick, showQuickPick, showInputBox } = this.#original;
    const { showWarningMessage, showInformationMessage, showErrorMessage } = this.#original;
    const messages = { showWarningMessage, showInformationMessage, showErrorMessage };
    Object.assign(vscode.window, { createInputBox, createQuickPick, showQuickPick, showInputBox, ...messages });
    this.#showed.dispose();
    this.#tells.dispose();
  }

  #watch<T extends QuickInput>(input: T): T {
    const accepted: Listeners = [];
    const hidden: Listeners = [];
    const dispose = input.dispose.bind(input);
    Object.assign(input, {
      // What was answered is not asked any more.
      dispose: () => {
        if (this.#shown?.input === input) this.#shown = undefined;
        dispose();
      },
      onDidAccept: listenWith(accepted),
      onDidHide: listenWith(hidden),
      show: () => {
        this.#shown = { input, accept: () => tellAll(accepted), giveUp: () => tellAll(hidden) };
        this.#showed.fire();
      },
    });
    return input;
  }

  /** Waits until this is asked. */
  async #asked(prompt: RegExp): Promise<Shown> {
    for (;;) {
      const { input } = this.#shown ?? {};
      const question = input && (('prompt' in input && input.prompt) || input.placeholder);
      if (this.#shown && prompt.test(question ?? '')) return this.#shown;
      await next(this.#showed.event);
    }
  }
}

function next(event: vscode.Event<void>): Promise<void> {
  return new Promise(resolve => {
    const listening = event(() => {
      listening.dispose();
      resolve();
    });
  });
}

type Listeners = (() => unknown)[];

function listenWith(listeners: Listeners) {
  return (listener: () => unknown) => {
    listeners.push(listener);
    return new vscode.Disposable(() => undefined);
  };
}

function tellAll(listeners: Listeners): void {
  for (const listener of listeners) listener();
}

/** As the editor's own list to pick one or many from. */
function pickFrom(
  picker: vscode.QuickPick<vscode.QuickPickItem>,
  items: readonly vscode.QuickPickItem[],
  { placeHolder, canPickMany }: vscode.QuickPickOptions,
): Promise<vscode.QuickPickItem | readonly vscode.QuickPickItem[] | undefined> {
  picker.items = items;
  picker.placeholder = placeHolder;
  picker.selectedItems = items.filter(({ picked }) => picked);
  return untilAnswered(picker, answer => {
    picker.onDidAccept(() => answer(canPickMany ? picker.selectedItems : picker.activeItems[0]));
  });
}

/** As the editor's own box for a line: what is wrong with it stands below, and keeps it from being taken. */
function lineFrom(input: vscode.InputBox, options: vscode.InputBoxOptions): Promise<string | undefined> {
  input.prompt = options.prompt;
  input.value = options.value ?? '';
  return untilAnswered<string>(input, answer => {
    input.onDidAccept(async () => {
      const problem = (await options.validateInput?.(input.value)) ?? undefined;
      input.validationMessage = problem;
      if (!isRefusal(problem)) answer(input.value);
    });
  });
}

/** Shows it until it is answered, or given up. */
async function untilAnswered<T>(
  input: QuickInput,
  listen: (answer: (value: T | undefined) => void) => void,
): Promise<T | undefined> {
  try {
    return await new Promise<T | undefined>(resolve => {
      listen(resolve);
      input.onDidHide(() => resolve(undefined));
      input.show();
    });
  } finally {
    input.dispose();
  }
}

function isRefusal(problem: string | vscode.InputBoxValidationMessage | undefined): boolean {
  if (typeof problem === 'string') return problem !== '';
  return problem?.severity === vscode.InputBoxValidationSeverity.Error;
}
