import type * as vscode from 'vscode';
import type { JsonObject } from '../../../domain/json.ts';
import type { Refusal } from '../refusalMark.ts';

/** What an {@link EtaggedKind} says in its own words. */
export interface EtaggedWords {
  /** The service or hub of a document is no longer in the list. */
  readonly gone: string;
  /** Somebody else saved first. */
  readonly changed: string;
  /** Why the editor does not save by itself. */
  readonly notByItself: string;
}

/**
 * A kind of thing that a service keeps with an etag, and that a person edits as a document: how it is read, written and
 * checked. Objects have the etag as `etag`; one that is not created yet has none.
 */
export interface EtaggedKind<T> {
  /** Stands in package.json, too, as it is and with `-theirs`: `onFileSystem:…`. */
  readonly scheme: string;
  uriOf(target: T): vscode.Uri;
  /** The reverse of `uriOf`; nothing if its service is no longer in the list. */
  targetOf(uri: vscode.Uri): T | undefined;
  /** What a document about `target` is called. */
  nameOf(target: T): string;
  /** What a person edits, and last the etag. */
  text(content: JsonObject): string;
  read(target: T, signal?: AbortSignal): Promise<JsonObject>;
  create(target: T, content: JsonObject): Promise<JsonObject>;
  replace(target: T, content: JsonObject, etag: string): Promise<JsonObject>;
  /** Whether a service refused because of the etag. */
  isConflict(error: unknown): boolean;
  /**
   * All that stands against saving, as far as it can be told without asking the service.
   * @param saved what the document was when it was read or saved; `{}` if it is not created yet.
   */
  refusals(target: T, edited: JsonObject, saved: JsonObject): readonly Refusal[];
  /** What can be told only by asking somebody; for marks while a person types. */
  askedRefusals?(target: T, edited: JsonObject): Promise<readonly Refusal[]>;
  readonly words: EtaggedWords;
}
