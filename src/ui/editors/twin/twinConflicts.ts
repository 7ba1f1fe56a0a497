import * as vscode from 'vscode';
import { resolveConflicts, type Side } from '../../../domain/twin/mergeTwins.ts';
import { contentOf, withContent } from '../../../domain/twin/twinContent.ts';
import { parseTwinDocument, printTwinDocument } from '../../../domain/twin/twinDocument.ts';
import type { IdentityTarget } from '../../support/device/deviceTarget.ts';
import { openDocument, replaceText } from './openDocument.ts';
import { twinUri } from './twinAddress.ts';
import type { TwinRecords } from './twinRecords.ts';
import type { TwinViews } from './twinViews.ts';

/** Stands in package.json, too: the documents whose editor offers to choose. */
const contextKey = 'iotHub.conflictingTwins';

/** Twins that a person and somebody else changed in the same place: both versions side by side, until one is chosen. */
export class TwinConflicts {
  readonly #records: TwinRecords;
  readonly #views: TwinViews;

  constructor(records: TwinRecords, views: TwinViews) {
    this.#records = records;
    this.#views = views;
    this.#tellMenus();
  }

  /**
   * Shows the hub's version beside the document. With `merged` the document gets it as its text: the hub's version with
   * all changes of the person.
   */
  async show(target: IdentityTarget, merged?: string): Promise<void> {
    const uri = twinUri(target);
    const document = openDocument(uri);
    const record = this.#records.get(uri);
    const theirs = record && parseTwinDocument(record.opened);
    if (!document || !theirs) return;

    this.#tellMenus();
    if (merged !== undefined) await replaceText(document, merged);
    const name = target.moduleId ?? target.deviceId;
    const title = vscode.l10n.t('{0}: theirs ↔ mine', name);
    await vscode.commands.executeCommand('vscode.diff', this.#views.show(target, '.theirs.json', theirs), uri, title);
  }

  /** Gives each conflict the value of one side; without `side` as the person has edited it. Then saves. */
  async resolve(uri: vscode.Uri, side?: Side): Promise<void> {
    const record = this.#records.get(uri);
    const document = openDocument(uri);
    if (!record?.conflicts || !document) return;

    const edited = parseTwinDocument(document.getText());
    if (side && edited) {
      const content = resolveConflicts(contentOf(edited), record.conflicts, side);
      await replaceText(document, printTwinDocument(withContent(edited, content)));
    }
    this.end(uri);
    if (await document.save()) await closeDiff(document);
  }

  /** The person went back to what the hub has: there is nothing left to choose. */
  noticeRevert(document: vscode.TextDocument): void {
    const record = this.#records.get(document.uri);
    if (record?.conflicts && !document.isDirty && document.getText() === record.opened) this.end(document.uri);
  }

  /** A document is closed, or has no conflicts any more. */
  end(uri: vscode.Uri): void {
    const record = this.#records.get(uri);
    if (record?.conflicts) {
      const { conflicts: _chosen, ...rest } = record;
      this.#records.set(uri, rest);
    }
    this.#tellMenus();
  }

  #tellMenus(): void {
    void vscode.commands.executeCommand('setContext', contextKey, this.#records.conflicting());
  }
}

/** Puts the document alone in the place of the comparison. */
async function closeDiff({ uri }: vscode.TextDocument): Promise<void> {
  const address = uri.toString();
  const tabs = vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === address);
  await vscode.window.showTextDocument(uri, { preview: false });
  await vscode.window.tabGroups.close(tabs);
}
