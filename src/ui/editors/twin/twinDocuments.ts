import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { Side } from '../../../domain/twin/mergeTwins.ts';
import { readTwinDocument } from '../../../domain/twin/saveTwin.ts';
import { printTwinDocument } from '../../../domain/twin/twinDocument.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { Hubs } from '../../support/hub/hubs.ts';
import { logText, sentence } from '../../support/showFailure.ts';
import type { IdentityTarget } from '../../support/device/deviceTarget.ts';
import { ManualSaves } from '../manualSaves.ts';
import { isDirty } from './openDocument.ts';
import { hubSegment, twinAddress, type TwinAddress, twinScheme, twinUri } from './twinAddress.ts';
import { TwinConflicts } from './twinConflicts.ts';
import { TwinDiagnostics } from './twinDiagnostics.ts';
import { EditedFiles } from '../editedFiles.ts';
import { registerTwinHover } from './twinHover.ts';
import { TwinRecords } from './twinRecords.ts';
import { TwinStore } from './twinStore.ts';
import { TwinViews } from './twinViews.ts';
import { UnsavedDocument } from '../unsavedDocument.ts';

/** Twins as documents that are edited and saved, one for each device and module. */
export class TwinDocuments implements vscode.Disposable {
  readonly #hubs: Hubs;
  readonly #log: vscode.LogOutputChannel;
  readonly #store: TwinStore;
  readonly #conflicts: TwinConflicts;
  readonly #files: EditedFiles;
  readonly #diagnostics: TwinDiagnostics;
  readonly #registrations: vscode.Disposable;
  /** Hubs that documents were opened for, by their part of the address. */
  readonly #hubsByAddress = new Map<string, Hub>();
  readonly #manualSaves = new ManualSaves();

  /** Parts of twins to look at, beside another. */
  readonly views = new TwinViews(address => this.#readAt(address));

  /** @param state keeps what unsaved changes started from, over a reload of the window. */
  constructor(hubs: Hubs, state: vscode.Memento, log: vscode.LogOutputChannel) {
    this.#hubs = hubs;
    this.#log = log;
    const records = new TwinRecords(state);
    this.#conflicts = new TwinConflicts(records, this.views);
    this.#store = new TwinStore(
      records,
      uri => this.targetOf(uri),
      (target, merged) => void this.#conflicts.show(target, merged),
    );
    this.#files = new EditedFiles(twinScheme, {
      changedMs: uri => this.#store.changedMs(uri),
      read: uri => this.#store.read(uri),
      write: (uri, text) => this.#write(uri, text),
    });
    this.#diagnostics = new TwinDiagnostics(this.#store);
    this.#registrations = vscode.Disposable.from(
      registerTwinHover(),
      hubs.onDidChange(() => this.#readAgain(this.#store.answerable())),
      this.#manualSaves,
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#showSaved(uri)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#conflicts.noticeRevert(document)),
      vscode.workspace.onDidCloseTextDocument(document => this.#forget(document)),
    );
  }

  /** The device or module whose twin a document shows. */
  targetOf(uri: vscode.Uri): IdentityTarget | undefined {
    const address = uri.scheme === twinScheme ? twinAddress(uri) : undefined;
    return address && this.#targetAt(address);
  }

  /** Reads the twin, then shows it: a failure is the caller's, not a broken editor. Unsaved changes stay. */
  async show(target: IdentityTarget, signal: AbortSignal): Promise<void> {
    const uri = this.#remember(target);
    if (!isDirty(uri)) this.#accept(uri, await this.read(target, signal));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  /** Reads the twin again. Unsaved changes are lost. */
  async reload(target: IdentityTarget, signal: AbortSignal): Promise<void> {
    const uri = this.#remember(target);
    const document = await this.read(target, signal);
    if (!isDirty(uri)) {
      this.#accept(uri, document);
      return;
    }
    this.#store.replace(uri, printTwinDocument(document));
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    this.#conflicts.end(uri);
  }

  /** The twin as it is now. @throws HubError */
  async read(target: IdentityTarget, signal?: AbortSignal): Promise<JsonObject> {
    const { client } = await target.hub.connect();
    return readTwinDocument(client, target, signal);
  }

  /** Ends the conflicts of a document in favour of a side, or as the person has edited it, and saves. */
  async resolve(uri: vscode.Uri, side?: Side): Promise<void> {
    await this.#conflicts.resolve(uri, side);
  }

  /** What a document's changes are measured from. */
  startOf(uri: vscode.Uri, edited: JsonObject): JsonObject | undefined {
    return this.#store.startOf(uri, edited);
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#diagnostics.dispose();
    this.#files.dispose();
    this.views.dispose();
  }

  #accept(uri: vscode.Uri, document: JsonObject): void {
    if (this.#store.accept(uri, printTwinDocument(document))) this.#files.changed(uri);
    this.#diagnostics.refresh(uri);
  }

  async #write(uri: vscode.Uri, text: string): Promise<void> {
    if (this.#manualSaves.isByItself(uri)) throw new UnsavedDocument(notByItself());
    try {
      await this.#store.write(uri, text);
    } catch (error) {
      if (error instanceof UnsavedDocument) throw error;
      this.#log.error(`${uri.path}: ${logText(error)}`);
      throw new UnsavedDocument(sentence(error));
    }
  }

  /** What the hub made of it: new versions and times, and what others changed meanwhile. */
  #showSaved(uri: vscode.Uri): void {
    if (this.#store.touch(uri)) this.#files.changed(uri);
  }

  #readAgain(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      this.#files.changed(uri);
      this.#diagnostics.refresh(uri);
    }
  }

  /** A document that only changes its language is closed and opened, too. */
  #forget(document: vscode.TextDocument): void {
    if (document.uri.scheme !== twinScheme || vscode.workspace.textDocuments.includes(document)) return;
    this.#store.forget(document.uri);
    this.#conflicts.end(document.uri);
  }

  #remember(target: IdentityTarget): vscode.Uri {
    this.#hubsByAddress.set(hubSegment(target.hub), target.hub);
    return twinUri(target);
  }

  #targetAt({ hub: segment, ...owner }: TwinAddress): IdentityTarget | undefined {
    const hub = this.#hubsByAddress.get(segment) ?? this.#hubs.list().find(one => hubSegment(one) === segment);
    return hub && { hub, ...owner };
  }

  async #readAt(address: TwinAddress): Promise<JsonObject> {
    const target = this.#targetAt(address);
    if (!target) throw new HubError({ kind: 'unreachable', hub: address.hub });
    return this.read(target);
  }
}

/** After an error the editor does not save the document by itself again, so that this is said once for a change. */
function notByItself(): string {
  return vscode.l10n.t(
    'A twin is not saved automatically, as its device would follow each value that is half typed. Save it yourself.',
  );
}
