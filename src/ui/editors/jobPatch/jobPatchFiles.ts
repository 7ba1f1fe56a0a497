import * as vscode from 'vscode';
import { DocumentFiles } from '../documentFiles.ts';

/** Stands in package.json, too: `onFileSystem:…`, the schema and the menus of the editor. */
export const jobPatchScheme = 'iothub-job';

interface Content {
  readonly bytes: Uint8Array;
  readonly changedMs: number;
}

/** Patches of jobs that are being made, as documents. They end with the window: the job was not sent. */
export class JobPatchFiles extends DocumentFiles {
  readonly #contents = new Map<string, Content>();

  constructor() {
    super(jobPatchScheme);
  }

  keep(uri: vscode.Uri, text: string): void {
    this.#contents.set(uri.toString(), { bytes: new TextEncoder().encode(text), changedMs: Date.now() });
  }

  forget(uri: vscode.Uri): void {
    this.#contents.delete(uri.toString());
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { bytes, changedMs } = this.#content(uri);
    return { type: vscode.FileType.File, ctime: changedMs, mtime: changedMs, size: bytes.length };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#content(uri).bytes;
  }

  override writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.#contents.set(uri.toString(), { bytes: content, changedMs: Date.now() });
    this.tell(vscode.FileChangeType.Changed, uri);
  }

  #content(uri: vscode.Uri): Content {
    const content = this.#contents.get(uri.toString());
    if (!content) throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('The job of this patch was given up.'));
    return content;
  }
}
