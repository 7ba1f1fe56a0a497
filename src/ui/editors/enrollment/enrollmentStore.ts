import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import type { JsonObject } from '../../../domain/json.ts';
import { documentText } from '../../../domain/provisioning/enrollmentDocument.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import { parseTwinDocument } from '../../../domain/twin/twinDocument.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import type { EditedSource } from '../editedFiles.ts';
import { UnsavedDocument } from '../unsavedDocument.ts';
import { enrollmentRefusals } from './enrollmentRefusals.ts';

export interface EnrollmentStoreEvents {
  /** The service made another text of what was saved. */
  saved(uri: vscode.Uri, target: EnrollmentTarget): void;
  /** Somebody else saved first: theirs has to be shown beside the document. */
  conflict(uri: vscode.Uri, target: EnrollmentTarget, theirs: EnrollmentRecord): void;
}

interface Known {
  readonly text: string;
  readonly changedMs: number;
}

/**
 * The texts of enrollments' documents. A document carries the etag that it started from, so that nothing else has to be
 * kept over a reload of the window; one without an etag is not created yet.
 */
export class EnrollmentStore implements EditedSource {
  readonly #known = new Map<string, Known>();
  readonly #openedMs = Date.now();

  constructor(
    private readonly targetOf: (uri: vscode.Uri) => EnrollmentTarget | undefined,
    private readonly events: EnrollmentStoreEvents,
  ) {}

  changedMs(uri: vscode.Uri): number {
    const known = this.#known.get(uri.toString());
    if (!known && !this.targetOf(uri)) throw vscode.FileSystemError.FileNotFound(uri);
    return known?.changedMs ?? this.#openedMs;
  }

  async read(uri: vscode.Uri): Promise<string> {
    const known = this.#known.get(uri.toString());
    if (known) return known.text;

    const target = this.targetOf(uri);
    if (!target) throw vscode.FileSystemError.FileNotFound(serviceIsGone());
    try {
      const { client } = await target.service.connect();
      return this.#keep(uri, documentText((await client.getEnrollment(target.address)).document));
    } catch (error) {
      if (HubError.is(error)) throw vscode.FileSystemError.FileNotFound(error.message);
      throw error;
    }
  }

  /** @throws UnsavedDocument, HubError */
  async write(uri: vscode.Uri, text: string): Promise<void> {
    const target = this.targetOf(uri);
    if (!target) throw new UnsavedDocument(serviceIsGone());

    const saved = await this.#save(uri, target, savable(target, text));
    this.#keep(uri, documentText(saved.document));
    this.events.saved(uri, target);
  }

  /** Takes what the service says of an enrollment, or a draft. True if the document's text is another one now. */
  accept(uri: vscode.Uri, text: string): boolean {
    if (this.#known.get(uri.toString())?.text === text) return false;
    this.#keep(uri, text);
    return true;
  }

  /** Moves the time of a document on, so that the editor reads it again. False if it is not known. */
  touch(uri: vscode.Uri): boolean {
    const known = this.#known.get(uri.toString());
    if (known) this.#keep(uri, known.text);
    return known !== undefined;
  }

  forget(uri: vscode.Uri): void {
    this.#known.delete(uri.toString());
  }

  async #save(uri: vscode.Uri, target: EnrollmentTarget, document: JsonObject): Promise<EnrollmentRecord> {
    const { client } = await target.service.connect();
    const { etag } = document;
    if (typeof etag !== 'string') return client.createEnrollment(target.address, document);
    try {
      return await client.replaceEnrollment(target.address, document, etag);
    } catch (error) {
      if (!HubError.is(error, 'enrollmentChanged')) throw error;
      this.events.conflict(uri, target, await client.getEnrollment(target.address));
      throw new UnsavedDocument(chooseText());
    }
  }

  #keep(uri: vscode.Uri, text: string): string {
    const before = this.#known.get(uri.toString())?.changedMs ?? 0;
    // A file's time moves on with each new text, however short the time between them.
    this.#known.set(uri.toString(), { text, changedMs: Math.max(Date.now(), before + 1) });
    return text;
  }
}

function savable({ address }: EnrollmentTarget, text: string): JsonObject {
  const document = parseTwinDocument(text);
  if (!document) {
    throw new UnsavedDocument(vscode.l10n.t('This is not a JSON object. Correct what is marked in the document.'));
  }
  const [refusal] = enrollmentRefusals(address, document);
  if (refusal) throw new UnsavedDocument(refusal.sentence);
  return document;
}

function chooseText(): string {
  return vscode.l10n.t(
    'Somebody else changed this enrollment. Nothing is saved yet: compare, then save again to put yours in its place, or revert to take theirs.',
  );
}

function serviceIsGone(): string {
  return vscode.l10n.t('This provisioning service is no longer in the list. Add it again.');
}
