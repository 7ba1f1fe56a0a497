import type * as vscode from 'vscode';
import { instead } from './instead.ts';

/** A person who types these texts, one for each question, and what was said of them while they were typed. */
export class Typing implements Disposable {
  /** The questions, in turn. */
  readonly prompts: string[] = [];
  /** What is wrong with the texts: those that are refused are typed, and the question is given up. */
  readonly problems: string[] = [];
  readonly #hand: Disposable;

  constructor(...texts: readonly string[]) {
    const left = [...texts];
    this.#hand = instead('showInputBox', async (options: vscode.InputBoxOptions = {}) => {
      this.prompts.push(options.prompt ?? '');
      const text = left.shift();
      const problem = text === undefined ? undefined : await options.validateInput?.(text);
      if (!problem) return text;
      this.problems.push(typeof problem === 'string' ? problem : problem.message);
      return undefined;
    });
  }

  [Symbol.dispose](): void {
    this.#hand[Symbol.dispose]();
  }
}
