import * as vscode from 'vscode';
import { isCancellation, logText, sentence } from '../support/showFailure.ts';

/** Does what a page asked for. If it fails, the page hears a sentence, and the log the rest. */
export async function tellPage<T>(log: vscode.LogOutputChannel, title: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isCancellation(error)) throw new Error(vscode.l10n.t('Cancelled.'), { cause: error });
    log.error(`${title}: ${logText(error)}`);
    throw new Error(sentence(error), { cause: error });
  }
}
