import * as vscode from 'vscode';

const pattern = '**/*.iothubql';
/** A workspace of more is not listed whole: what is missing is found as any file is. */
const mostFiles = 200;

/** The files of queries in the workspace. It is searched when somebody first asks, not before. */
export class QueryFiles implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  #watcher: vscode.FileSystemWatcher | undefined;
  #found: Promise<readonly vscode.Uri[]> | undefined;

  readonly onDidChange = this.#changed.event;

  /** By path. */
  list(): Promise<readonly vscode.Uri[]> {
    this.#watcher ??= this.#watch();
    this.#found ??= findFiles();
    return this.#found;
  }

  dispose(): void {
    this.#watcher?.dispose();
    this.#changed.dispose();
  }

  #watch(): vscode.FileSystemWatcher {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
    watcher.onDidCreate(() => this.#forget());
    watcher.onDidDelete(() => this.#forget());
    return watcher;
  }

  #forget(): void {
    this.#found = undefined;
    this.#changed.fire();
  }
}

async function findFiles(): Promise<readonly vscode.Uri[]> {
  const files = await vscode.workspace.findFiles(pattern, undefined, mostFiles);
  return files.sort((a, b) => a.path.localeCompare(b.path));
}
