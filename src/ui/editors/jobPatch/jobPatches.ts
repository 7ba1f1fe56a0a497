import * as vscode from 'vscode';
import type { JobDraft } from '../../prompts/job/jobDraft.ts';
import { type Place, back } from '../../prompts/steps.ts';
import { openDocument } from '../twin/openDocument.ts';
import { JobPatchFiles, jobPatchScheme } from './jobPatchFiles.ts';
import { patchLenses } from './patchLenses.ts';
import { PatchMarks, patchProblem } from './patchMarks.ts';

type Answer = string | typeof back | undefined;

/** Patches of twins that are edited as a step of a new job. */
export class JobPatches implements vscode.Disposable {
  readonly #files = new JobPatchFiles();
  readonly #marks = new PatchMarks();
  readonly #asked = new Map<string, (answer: Answer) => void>();
  readonly #registrations = vscode.Disposable.from(
    vscode.languages.registerCodeLensProvider({ scheme: jobPatchScheme }, patchLenses),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.#giveUp(closed)),
  );
  #count = 0;

  /** A step of the sequence: opens the patch and waits until the person goes on, goes back, or closes it. */
  async ask(draft: JobDraft, { title, step, totalSteps }: Place): Promise<JobDraft | typeof back | undefined> {
    const name = vscode.l10n.t('Twin patch');
    const uri = vscode.Uri.from({ scheme: jobPatchScheme, path: `/${++this.#count}/${name}.json` });
    this.#files.keep(uri, draft.patchText);
    const answered = new Promise<Answer>(resolve => this.#asked.set(uri.toString(), resolve));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
    const hint = vscode.l10n.t('{0} ({1}/{2}): edit the patch, then Continue New Job', title, step, totalSteps);
    const telling = vscode.window.setStatusBarMessage(hint);

    try {
      const patchText = await answered;
      return typeof patchText === 'string' ? { ...draft, patchText } : patchText;
    } finally {
      telling.dispose();
      await this.#close(uri);
    }
  }

  /** Goes on with the patch of a document if nothing is wrong with it. Gives what is wrong. */
  continue(uri: vscode.Uri): string | undefined {
    const document = openDocument(uri);
    if (!document) return undefined;

    const problem = patchProblem(document);
    if (problem === undefined) this.#asked.get(uri.toString())?.(document.getText());
    return problem;
  }

  stepBack(uri: vscode.Uri): void {
    this.#asked.get(uri.toString())?.(back);
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#marks.dispose();
    this.#files.dispose();
  }

  #giveUp(closed: readonly vscode.Tab[]): void {
    for (const uri of closed.map(uriOf)) if (uri) this.#asked.get(uri.toString())?.(undefined);
  }

  /** Saved first, so that the editor does not ask: its text is kept in the draft. */
  async #close(uri: vscode.Uri): Promise<void> {
    this.#asked.delete(uri.toString());
    await openDocument(uri)?.save();
    const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter(tab => uriOf(tab)?.toString() === uri.toString()));
    this.#files.forget(uri);
  }
}

function uriOf({ input }: vscode.Tab): vscode.Uri | undefined {
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}
