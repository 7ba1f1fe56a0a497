import assert from 'node:assert/strict';
import * as vscode from 'vscode';

type QuickInput = vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>;

interface Shown {
  readonly input: QuickInput;
  /** What the product does when a person presses Enter. */
  readonly accept: () => void;
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
  #shown: Shown | undefined;
  /** Presses this button of each question that has it, or one of these; else none. */
  button: string | readonly string[] = '';

  constructor() {
    const { createInputBox, createQuickPick } = this.#original;
    const tell = async (text: string, ...rest: readonly unknown[]): Promise<unknown> => {
      const [first] = rest;
      const detail = typeof first === 'object' && first && 'detail' in first ? ` ${String(first.detail)}` : '';
      this.told.push(`${text}${detail}`);
      return rest.find(one => [this.button].flat().some(button => button === one));
    };
    Object.assign(vscode.window, {
      createInputBox: () => this.#watch(createInputBox()),
      createQuickPick: () => this.#watch(createQuickPick()),
      showQuickPick: (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions) =>
        pickFrom(this.#watch(createQuickPick()), items, options),
      showWarningMessage: tell,
      showInformationMessage: tell,
      showErrorMessage: tell,
    });
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
    await this.answer(prompt, text);
    for (;;) {
      assert.ok('validationMessage' in input);
      const { validationMessage: message } = input;
      if (typeof message === 'string') return message;
      if (message?.severity === vscode.InputBoxValidationSeverity.Error) return message.message;
      await new Promise(setImmediate);
    }
  }

  /** Accepts what is offered. */
  async accept(prompt: RegExp): Promise<void> {
    (await this.#asked(prompt)).accept();
  }

  /** Picks an entry. */
  async pick(prompt: RegExp, label: RegExp): Promise<void> {
    const { input, accept } = await this.#asked(prompt);
    assert.ok('items' in input);
    const item = input.items.find(one => label.test(one.label));
    assert.ok(item, `There is no ${String(label)} among ${input.items.map(one => one.label).join(', ')}.`);
    input.activeItems = [item];
    accept();
  }

  /** Picks entries of a list from which several can be picked. */
  async choose(prompt: RegExp, label: RegExp): Promise<void> {
    const { input, accept } = await this.#asked(prompt);
    assert.ok('items' in input);
    input.selectedItems = input.items.filter(one => label.test(one.label));
    accept();
  }

  [Symbol.dispose](): void {
    const { createInputBox, createQuickPick, showQuickPick } = this.#original;
    const { showWarningMessage, showInformationMessage, showErrorMessage } = this.#original;
    const messages = { showWarningMessage, showInformationMessage, showErrorMessage };
    Object.assign(vscode.window, { createInputBox, createQuickPick, showQuickPick, ...messages });
    this.#showed.dispose();
  }

  #watch<T extends QuickInput>(input: T): T {
    const listeners: (() => unknown)[] = [];
    Object.assign(input, {
      onDidAccept: (listener: () => unknown) => {
        listeners.push(listener);
        return new vscode.Disposable(() => undefined);
      },
      show: () => {
        this.#shown = { input, accept: () => listeners.forEach(listener => void listener()) };
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
      await new Promise<void>(resolve => {
        const listening = this.#showed.event(() => {
          listening.dispose();
          resolve();
        });
      });
    }
  }
}

/** As the editor's own list to pick one from. */
function pickFrom(
  picker: vscode.QuickPick<vscode.QuickPickItem>,
  items: readonly vscode.QuickPickItem[],
  { placeHolder }: vscode.QuickPickOptions,
): Promise<vscode.QuickPickItem | undefined> {
  picker.items = items;
  picker.placeholder = placeHolder;
  return new Promise(resolve => {
    picker.onDidAccept(() => resolve(picker.activeItems[0]));
    picker.show();
  });
}
