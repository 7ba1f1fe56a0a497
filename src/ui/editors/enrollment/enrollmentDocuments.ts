import * as vscode from 'vscode';
import type { JsonObject } from '../../../domain/json.ts';
import { documentText } from '../../../domain/provisioning/enrollmentDocument.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import { parseTwinDocument } from '../../../domain/twin/twinDocument.ts';
import type { Hubs } from '../../support/hubs.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { findKnownHubs } from '../../support/provisioning/knownHubs.ts';
import type { ProvisioningServices } from '../../support/provisioning/provisioningServices.ts';
import { logText, sentence } from '../../support/showFailure.ts';
import { EditedFiles } from '../editedFiles.ts';
import { ManualSaves } from '../manualSaves.ts';
import { ReadOnlyFiles } from '../readOnlyFiles.ts';
import { isDirty, openDocument, replaceText } from '../twin/openDocument.ts';
import { UnsavedDocument } from '../unsavedDocument.ts';
import { EnrollmentDiagnostics } from './enrollmentDiagnostics.ts';
import { EnrollmentStore } from './enrollmentStore.ts';
import { enrollmentOfUri, enrollmentScheme, enrollmentUri } from './enrollmentUri.ts';

/** Stands in package.json, too: `onFileSystem:…`. */
const theirsScheme = 'iothub-enrollment-theirs';

/** Enrollments as documents that are edited and saved. */
export class EnrollmentDocuments implements vscode.Disposable {
  readonly #saved = new vscode.EventEmitter<EnrollmentTarget>();
  readonly #manualSaves = new ManualSaves();
  readonly #store: EnrollmentStore;
  readonly #files: EditedFiles;
  readonly #theirs: ReadOnlyFiles;
  readonly #registrations: vscode.Disposable;
  /** Enrollments that documents were opened for, by the addresses of these. */
  readonly #opened = new Map<string, EnrollmentTarget>();

  /** Fires when an enrollment was created or changed by its document. */
  readonly onDidSave = this.#saved.event;

  constructor(
    private readonly hubs: Hubs,
    private readonly services: ProvisioningServices,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#store = new EnrollmentStore(uri => this.targetOf(uri), {
      saved: (_uri, target) => this.#saved.fire(target),
      conflict: (uri, target, theirs) => void this.#showConflict(uri, target, theirs),
    });
    this.#files = new EditedFiles(enrollmentScheme, {
      changedMs: uri => this.#store.changedMs(uri),
      read: uri => this.#store.read(uri),
      write: (uri, text) => this.#write(uri, text),
    });
    this.#theirs = new ReadOnlyFiles(theirsScheme, uri => this.#store.read(uri.with({ scheme: enrollmentScheme })));
    const diagnostics = new EnrollmentDiagnostics({
      targetOf: uri => this.targetOf(uri),
      linkedHubs: target => this.#linkedHubs(target),
    });
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

  /** The enrollment that a document shows. */
  targetOf(uri: vscode.Uri): EnrollmentTarget | undefined {
    if (uri.scheme !== enrollmentScheme) return undefined;
    return this.#opened.get(uri.toString()) ?? enrollmentOfUri(this.services, uri);
  }

  /** Reads the enrollment, then shows it: a failure is the caller's, not a broken editor. Unsaved changes stay. */
  async show(target: EnrollmentTarget, signal: AbortSignal): Promise<void> {
    const { client } = await target.service.connect();
    const uri = this.#remember(target);
    if (!isDirty(uri)) this.accept(target, await client.getEnrollment(target.address, signal));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  /** Shows a document that creates an enrollment when it is saved. */
  async showDraft(target: EnrollmentTarget, draft: JsonObject): Promise<void> {
    const uri = this.#remember(target);
    this.#store.accept(uri, '{}\n');
    const document = await vscode.workspace.openTextDocument(uri);
    // An unsaved change from the start: else there would be nothing to save.
    await replaceText(document, documentText(draft));
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** Takes an enrollment that was read or changed elsewhere: a document that shows it and has no changes shows the new one. */
  accept(target: EnrollmentTarget, record: EnrollmentRecord): void {
    const uri = enrollmentUri(target);
    if (this.#store.accept(uri, documentText(record.document))) this.#files.changed(uri);
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  #remember(target: EnrollmentTarget): vscode.Uri {
    const uri = enrollmentUri(target);
    this.#opened.set(uri.toString(), target);
    return uri;
  }

  async #write(uri: vscode.Uri, text: string): Promise<void> {
    if (this.#manualSaves.isByItself(uri)) throw new UnsavedDocument(notByItself());
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

  /** What the service made of it: a new etag, what it reads in certificates, and no keys. */
  #showSaved(uri: vscode.Uri): void {
    if (uri.scheme === enrollmentScheme && this.#store.touch(uri)) this.#files.changed(uri);
  }

  /** The document keeps its text, with their etag: to save it once more is to mean it. */
  async #showConflict(uri: vscode.Uri, target: EnrollmentTarget, theirs: EnrollmentRecord): Promise<void> {
    const document = openDocument(uri);
    const edited = document && parseTwinDocument(document.getText());
    if (!document || !edited) return;

    this.#store.accept(uri, documentText(theirs.document));
    await replaceText(document, documentText({ ...edited, etag: theirs.etag }));
    const theirUri = uri.with({ scheme: theirsScheme });
    this.#theirs.update(theirUri, documentText(theirs.document));
    const title = vscode.l10n.t('{0}: theirs ↔ mine', target.address.id);
    await vscode.commands.executeCommand('vscode.diff', theirUri, uri, title);
  }

  /** Nothing where only a resource manager would know: then the service decides. */
  async #linkedHubs({ service }: EnrollmentTarget): Promise<readonly string[] | undefined> {
    if (!service.managed || !service.available) return undefined;
    const { hubs } = await findKnownHubs(this.hubs, service, new AbortController().signal);
    return hubs.map(({ hostName }) => hostName);
  }
}

function notByItself(): string {
  return vscode.l10n.t(
    'An enrollment is not saved automatically, as devices that ask would follow what is half typed. Save it yourself.',
  );
}
