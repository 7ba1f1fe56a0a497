import * as vscode from 'vscode';
import { DocumentFiles } from './documentFiles.ts';

interface Content {
  readonly bytes: Uint8Array;
  readonly readMs: number;
}

/**
 * Documents that can be read and not written, from wherever `read` gets them. A file system and not a
 * TextDocumentContentProvider, because only that lets the editor bring documents back after a reload of the window.
 */
export class ReadOnlyFiles extends DocumentFiles {
  readonly #contents = new Map<string, Content>();
  readonly #closing: vscode.Disposable;
  readonly #read: (uri: vscode.Uri) => Promise<string>;

  /** @param read throws if there is no such document. */
  constructor(scheme: string, read: (uri: vscode.Uri) => Promise<string>) {
    super(scheme, { isReadonly: true });
    this.#read = read;
    this.#closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#contents.delete(uri.toString()));
  }

  /** Gives a document new text, without asking `read`. */
  update(uri: vscode.Uri, text: string): void {
    this.#keep(uri, text);
    this.tell(vscode.FileChangeType.Changed, uri);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { bytes, readMs } = await this.#content(uri);
    return { type: vscode.FileType.File, ctime: readMs, mtime: readMs, size: bytes.length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.#content(uri)).bytes;
  }

  override dispose(): void {
    super.dispose();
    this.#closing.dispose();
  }

  async #content(uri: vscode.Uri): Promise<Content> {
    return this.#contents.get(uri.toString()) ?? this.#keep(uri, await this.#read(uri));
  }

  #keep(uri: vscode.Uri, text: string): Content {
    const content = { bytes: new TextEncoder().encode(text), readMs: Date.now() };
    this.#contents.set(uri.toString(), content);
    return content;
  }
}
