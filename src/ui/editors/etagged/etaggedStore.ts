import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import type { JsonObject } from '../../../domain/json.ts';
import { parseTwinDocument } from '../../../domain/twin/twinDocument.ts';
import type { EditedSource } from '../editedFiles.ts';
import { UnsavedDocument } from '../unsavedDocument.ts';
import type { EtaggedKind } from './etaggedKind.ts';

export interface EtaggedStoreEvents<T> {
  /** The service made another text of what was saved. */
  saved(target: T): void;
  /** Somebody else saved first: theirs has to be shown beside the document. */
  conflict(uri: vscode.Uri, target: T, theirs: JsonObject): void;
}

interface Known {
  readonly text: string;
  readonly changedMs: number;
}

/**
 * The texts of documents of one kind. A document carries the etag that it started from, so that nothing else has to be
 * kept over a reload of the window; one without an etag is not created yet.
 */
export class EtaggedStore<T> implements EditedSource {
  readonly #known = new Map<string, Known>();
  readonly #openedMs = Date.now();

  constructor(
    private readonly kind: EtaggedKind<T>,
    private readonly targetOf: (uri: vscode.Uri) => T | undefined,
    private readonly events: EtaggedStoreEvents<T>,
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
    if (!target) throw vscode.FileSystemError.FileNotFound(this.kind.words.gone);
    try {
      return this.#keep(uri, this.kind.text(await this.kind.read(target)));
    } catch (error) {
      if (HubError.is(error)) throw vscode.FileSystemError.FileNotFound(error.message);
      throw error;
    }
  }

  /** @throws UnsavedDocument, HubError */
  async write(uri: vscode.Uri, text: string): Promise<void> {
    const target = this.targetOf(uri);
    if (!target) throw new UnsavedDocument(this.kind.words.gone);

    const saved = await this.#save(uri, target, this.#savable(uri, target, text));
    this.#keep(uri, this.kind.text(saved));
    this.events.saved(target);
  }

  /** Takes what the service says, or a draft. True if the document's text is another one now. */
  accept(uri: vscode.Uri, text: string): boolean {
    if (this.#known.get(uri.toString())?.text === text) return false;
    this.#keep(uri, text);
    return true;
  }

  /** What a document was when it was read or saved; `{}` if it is not created yet, or not read since a reload. */
  saved(uri: vscode.Uri): JsonObject {
    return parseTwinDocument(this.#known.get(uri.toString())?.text ?? '{}') ?? {};
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

  async #save(uri: vscode.Uri, target: T, content: JsonObject): Promise<JsonObject> {
    const { etag } = content;
    if (typeof etag !== 'string') return this.kind.create(target, content);
    try {
      return await this.kind.replace(target, content, etag);
    } catch (error) {
      if (!this.kind.isConflict(error)) throw error;
      this.events.conflict(uri, target, await this.kind.read(target));
      throw new UnsavedDocument(this.kind.words.changed);
    }
  }

  #savable(uri: vscode.Uri, target: T, text: string): JsonObject {
    const edited = parseTwinDocument(text);
    if (!edited) {
      throw new UnsavedDocument(vscode.l10n.t('This is not a JSON object. Correct what is marked in the document.'));
    }
    const [refusal] = this.kind.refusals(target, edited, this.saved(uri));
    if (refusal) throw new UnsavedDocument(refusal.sentence);
    return edited;
  }

  #keep(uri: vscode.Uri, text: string): string {
    const before = this.#known.get(uri.toString())?.changedMs ?? 0;
    // A file's time moves on with each new text, however short the time between them.
    this.#known.set(uri.toString(), { text, changedMs: Math.max(Date.now(), before + 1) });
    return text;
  }
}
