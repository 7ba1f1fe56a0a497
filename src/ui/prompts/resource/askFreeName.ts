import * as vscode from 'vscode';
import { sentence } from '../../support/showFailure.ts';
import { askLine } from '../question.ts';

export interface FreeName {
  readonly title: string;
  readonly prompt: string;
  /** What is wrong with a name as such: a sentence; nothing if it is good. */
  readonly problem: (name: string) => string | undefined;
  /** Why a good name cannot be had; nothing if it can. Asked whenever the typing pauses. */
  readonly taken: (name: string) => Promise<string | undefined>;
}

/** Asks for the name of what nobody else in the cloud may have called so. Nothing if the person gives up. */
export async function askFreeName({ title, prompt, problem, taken }: FreeName): Promise<string | undefined> {
  const validateInput = async (name: string) => {
    // Nobody is told what is wrong before they typed.
    if (name === '') return undefined;
    const found = problem(name);
    if (found !== undefined) return found;
    try {
      return await taken(name);
    } catch (error) {
      // A warning does not keep from going on; the creation itself checks the name once more.
      const message = vscode.l10n.t('It is not known whether the name can be had: {0}', sentence(error));
      return { message, severity: vscode.InputBoxValidationSeverity.Warning };
    }
  };
  return (await askLine({ title, prompt, validateInput })) || undefined;
}
