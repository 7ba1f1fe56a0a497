import * as vscode from 'vscode';
import type { JsonObject } from '../../../domain/json.ts';
import { parseTwinDocument } from '../../../domain/twin/twinDocument.ts';
import { logText, sentence } from '../../support/showFailure.ts';
import { EditedFiles } from '../editedFiles.ts';
import { ManualSaves } from '../manualSaves.ts';
import { ReadOnlyFiles } from '../readOnlyFiles.ts';
import { isDirty, openDocument, replaceText } from '../twin/openDocument.ts';
import { UnsavedDocument } from '../unsavedDocument.ts';
import { EtaggedDiagnostics } from './etaggedDiagnostics.ts';
import type { EtaggedKind } from './etaggedKind.ts';
import { EtaggedStore } from './etaggedStore.ts';

/** What a service keeps with an etag, as documents that are edited and saved. */
export class EtaggedDocuments<T> implements vscode.Disposable {
  readonly #saved = new vscode.EventEmitter<T>();
  readonly #manualSaves = new ManualSaves();
  readonly #store: EtaggedStore<T>;
  readonly #files: EditedFiles;
  readonly #theirs: ReadOnlyFiles;
  readonly #registrations: vscode.Disposable;
  /** What documents were opened for, by the addresses of these. */
  readonly #opened = new Map<string, T>();

  /** Fires when something was created or changed by its document. */
  readonly onDidSave = this.#saved.event;

  constructor(
    private readonly kind: EtaggedKind<T>,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const targetOf = (uri: vscode.Uri) => this.targetOf(uri);
    this.#store = new EtaggedStore(kind, targetOf, {
      saved: target => this.#saved.fire(target),
      conflict: (uri, target, theirs) => void this.#showConflict(uri, target, theirs),
    });
    this.#files = new EditedFiles(kind.scheme, {
      changedMs: uri => this.#store.changedMs(uri),
      read: uri => this.#store.read(uri),
      write: (uri, text) => this.#write(uri, text),
    });
    this.#theirs = new ReadOnlyFiles(this.#theirsScheme, uri => this.#store.read(uri.with({ scheme: kind.scheme })));
    const diagnostics = new EtaggedDiagnostics(kind, { targetOf, saved: uri => this.#store.saved(uri) });
    this.#registrations = vscode.Disposable.from(
      this.#saved,
      this.#manualSaves,
      this.#files,
      this.#theirs,
      diagnostics,
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#showSaved(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
    );
  }

  /** What a document shows. */
  targetOf(uri: vscode.Uri): T | undefined {
    if (uri.scheme !== this.kind.scheme) return undefined;
    return this.#opened.get(uri.toString()) ?? this.kind.targetOf(uri);
  }

  /** Reads it, then shows it: a failure is the caller's, not a broken editor. Unsaved changes stay. */
  async show(target: T, signal: AbortSignal): Promise<void> {
    const uri = this.#remember(target);
    if (!isDirty(uri)) this.accept(target, await this.kind.read(target, signal));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  /** Shows a document that creates something when it is saved. */
  async showDraft(target: T, draft: JsonObject): Promise<void> {
    const uri = this.#remember(target);
    this.#store.accept(uri, '{}\n');
    const document = await vscode.workspace.openTextDocument(uri);
    // An unsaved change from the start: else there would be nothing to save.
    await replaceText(document, this.kind.text(draft));
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** Takes what was read or changed elsewhere: a document that shows it and has no changes shows the new one. */
  accept(target: T, content: JsonObject): void {
    const uri = this.kind.uriOf(target);
    if (this.#store.accept(uri, this.kind.text(content))) this.#files.changed(uri);
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  get #theirsScheme(): string {
    return `${this.kind.scheme}-theirs`;
  }

  #remember(target: T): vscode.Uri {
    const uri = this.kind.uriOf(target);
    this.#opened.set(uri.toString(), target);
    return uri;
  }

  async #write(uri: vscode.Uri, text: string): Promise<void> {
    if (this.#manualSaves.isByItself(uri)) throw new UnsavedDocument(this.kind.words.notByItself);
    try {
      await this.#store.write(uri, text);
    } catch (error) {
      if (error instanceof UnsavedDocument) throw error;
      this.log.error(`${uri.path}: ${logText(error)}`);
      throw new UnsavedDocument(sentence(error));
    }
  }

  #forget(uri: vscode.Uri): void {
    this.#store.forget(uri);
    this.#opened.delete(uri.toString());
  }

  /** What the service made of it: a new etag, what it adds by itself, and no secrets. */
  #showSaved(uri: vscode.Uri): void {
    if (uri.scheme === this.kind.scheme && this.#store.touch(uri)) this.#files.changed(uri);
  }

  /** The document keeps its text, with their etag: to save it once more is to mean it. */
  async #showConflict(uri: vscode.Uri, target: T, theirs: JsonObject): Promise<void> {
    const document = openDocument(uri);
    const edited = document && parseTwinDocument(document.getText());
    if (!document || !edited) return;

    const theirText = this.kind.text(theirs);
    this.#store.accept(uri, theirText);
    await replaceText(document, this.kind.text({ ...edited, etag: theirs['etag'] ?? '' }));
    const theirUri = uri.with({ scheme: this.#theirsScheme });
    this.#theirs.update(theirUri, theirText);
    const title = vscode.l10n.t('{0}: theirs ↔ mine', this.kind.nameOf(target));
    await vscode.commands.executeCommand('vscode.diff', theirUri, uri, title);
  }
}
