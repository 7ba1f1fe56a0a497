import { dirname } from 'node:path';
import { l10n } from 'vscode';

/** A file could not be written. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';

  constructor(file: string, cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    super(l10n.t('Nothing can be written into {0} ({1}). Choose another folder.', dirname(file), code), { cause });
  }
}
