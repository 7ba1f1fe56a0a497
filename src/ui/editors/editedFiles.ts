import * as vscode from 'vscode';
import { DocumentFiles } from './documentFiles.ts';

/** What {@link EditedFiles} gets its texts from. */
export interface EditedSource {
  /** When the text of a document last changed. */
  changedMs(uri: vscode.Uri): number;
  /** @throws vscode.FileSystemError if there is no such document. */
  read(uri: vscode.Uri): Promise<string>;
  /** @throws Error with a sentence if the text is not saved. */
  write(uri: vscode.Uri, text: string): Promise<void>;
}

/** What a service keeps, as files that the editor opens and saves. */
export class EditedFiles extends DocumentFiles {
  readonly #source: EditedSource;

  constructor(scheme: string, source: EditedSource) {
    super(scheme, { isCaseSensitive: true });
    this.#source = source;
  }

  /** Makes the editor read a document again, unless it has changes that are not saved. */
  changed(uri: vscode.Uri): void {
    this.tell(vscode.FileChangeType.Changed, uri);
  }

  /**
   * Asks no service. The size is always the same, because the editor would take another one for a conflict and show its
   * own view of it; ours knows what is edited.
   */
  stat(uri: vscode.Uri): vscode.FileStat {
    const changedMs = this.#source.changedMs(uri);
    return { type: vscode.FileType.File, ctime: changedMs, mtime: changedMs, size: 0 };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.#source.read(uri));
  }

  override async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.#source.write(uri, new TextDecoder().decode(content));
  }
}
