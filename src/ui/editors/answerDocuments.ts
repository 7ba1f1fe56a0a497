import * as vscode from 'vscode';
import { identityLabel } from '../../domain/identityAddress.ts';
import type { MethodRun } from '../../domain/methodRun.ts';
import type { MethodHistory } from '../support/method/methodHistory.ts';
import { answerText } from './answerText.ts';
import { ReadOnlyFiles } from './readOnlyFiles.ts';

/** Stands in package.json, too: `onFileSystem:…` and the menus of the editor. */
export const answerScheme = 'iothub-answer';

/** What devices answered, as read-only documents. They come from the method history, so they survive a reload. */
export class AnswerDocuments implements vscode.Disposable {
  readonly #history: MethodHistory;
  readonly #files = new ReadOnlyFiles(answerScheme, async uri => this.#read(uri));

  constructor(history: MethodHistory) {
    this.#history = history;
  }

  /** The run that a document shows. */
  runOf(uri: vscode.Uri): MethodRun | undefined {
    const query = new URLSearchParams(uri.query);
    return this.#history.find(query.get('hub') ?? '', query.get('run') ?? '');
  }

  /** Shows what came of a run, and leaves the keyboard where it is. */
  async show(run: MethodRun): Promise<void> {
    const document = await vscode.workspace.openTextDocument(answerUri(run));
    await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
  }

  dispose(): void {
    this.#files.dispose();
  }

  #read(uri: vscode.Uri): string {
    const run = this.runOf(uri);
    if (!run)
      throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('This answer is no longer in the method history.'));
    return answerText(run);
  }
}

/** Its last segment is the title of the tab: the device and the method. */
function answerUri({ id, hubId, hubName, call, answers }: MethodRun): vscode.Uri {
  const [only, ...others] = answers;
  const who = only && others.length === 0 ? identityLabel(only) : vscode.l10n.t('{0} devices', answers.length);

  return vscode.Uri.from({
    scheme: answerScheme,
    path: `/${hubName}/${who} ${call.methodName}.json`,
    query: new URLSearchParams({ hub: hubId, run: id }).toString(),
  });
}
