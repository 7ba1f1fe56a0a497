import * as vscode from 'vscode';
import { twinScheme } from './twinAddress.ts';

/** What {@link TwinFiles} gets its texts from. */
export interface TwinSource {
  /** When the text of a document last changed. */
  changedMs(uri: vscode.Uri): number;
  /** @throws vscode.FileSystemError if there is no such document. */
  read(uri: vscode.Uri): Promise<string>;
  /** @throws Error with a sentence if the text is not saved. */
  write(uri: vscode.Uri, text: string): Promise<void>;
}

/** Twins as files that the editor opens and saves. */
export class TwinFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #source: TwinSource;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #registration: vscode.Disposable;

  readonly onDidChangeFile = this.#changed.event;

  constructor(source: TwinSource) {
    this.#source = source;
    this.#registration = vscode.workspace.registerFileSystemProvider(twinScheme, this, { isCaseSensitive: true });
  }

  /** Makes the editor read a document again, unless it has changes that are not saved. */
  changed(uri: vscode.Uri): void {
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  /**
   * Asks no hub. The size is always the same, because the editor would take another one for a conflict and show its own
   * view of it; ours knows the twin.
   */
  stat(uri: vscode.Uri): vscode.FileStat {
    const changedMs = this.#source.changedMs(uri);
    return { type: vscode.FileType.File, ctime: changedMs, mtime: changedMs, size: 0 };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.#source.read(uri));
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.#source.write(uri, new TextDecoder().decode(content));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
