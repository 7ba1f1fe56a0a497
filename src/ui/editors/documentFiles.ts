import * as vscode from 'vscode';

/**
 * Documents under a scheme of our own, which have no folders. What a kind of document does not say of itself is not
 * allowed.
 */
export abstract class DocumentFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #registration: vscode.Disposable;

  readonly onDidChangeFile = this.#changed.event;

  constructor(scheme: string, options?: { readonly isCaseSensitive?: boolean; readonly isReadonly?: boolean }) {
    this.#registration = vscode.workspace.registerFileSystemProvider(scheme, this, options);
  }

  abstract stat(uri: vscode.Uri): vscode.FileStat | Promise<vscode.FileStat>;
  abstract readFile(uri: vscode.Uri): Uint8Array | Promise<Uint8Array>;

  writeFile(_uri: vscode.Uri, _content: Uint8Array): void | Promise<void> {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(_uri: vscode.Uri): void | Promise<void> {
    throw vscode.FileSystemError.NoPermissions();
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  /** Nothing changes but through here. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  protected tell(type: vscode.FileChangeType, uri: vscode.Uri): void {
    this.#changed.fire([{ type, uri }]);
  }
}
