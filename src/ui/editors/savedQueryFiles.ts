import * as vscode from 'vscode';
import type { SavedQueries } from '../support/query/savedQueries.ts';
import { DocumentFiles } from './documentFiles.ts';

/** Stands in package.json, too: `onFileSystem:…`. */
const savedQueryScheme = 'iothub-query';

/** The document of a saved query. */
export function savedQueryUri(name: string): vscode.Uri {
  return vscode.Uri.from({ scheme: savedQueryScheme, path: `/${name}.iothubql` });
}

/** The name of the saved query that a document shows. */
export function savedQueryName(uri: vscode.Uri): string | undefined {
  return uri.scheme === savedQueryScheme ? uri.path.replace(/^\//, '').replace(/\.iothubql$/, '') : undefined;
}

/** Saved queries as documents that can be edited and saved. */
export class SavedQueryFiles extends DocumentFiles {
  readonly #openedMs = Date.now();

  constructor(private readonly queries: SavedQueries) {
    super(savedQueryScheme);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const size = this.readFile(uri).length;
    return { type: vscode.FileType.File, ctime: this.#openedMs, mtime: this.#openedMs, size };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const query = this.queries.get(savedQueryName(uri) ?? '');
    if (!query) throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('There is no saved query of this name.'));
    return new TextEncoder().encode(query.text);
  }

  override async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.queries.save({ name: savedQueryName(uri) ?? '', text: new TextDecoder().decode(content) });
    this.tell(vscode.FileChangeType.Changed, uri);
  }

  override async delete(uri: vscode.Uri): Promise<void> {
    await this.queries.delete(savedQueryName(uri) ?? '');
    this.tell(vscode.FileChangeType.Deleted, uri);
  }

  override readDirectory(): [string, vscode.FileType][] {
    return this.queries.list().map(({ name }) => [`${name}.iothubql`, vscode.FileType.File]);
  }
}
