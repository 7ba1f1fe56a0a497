import { dirname } from 'node:path';
import { l10n } from 'vscode';

/** A file could not be read or written. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';

  constructor(work: 'read' | 'write', file: string, cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const sentence =
      work === 'read'
        ? l10n.t('{0} cannot be read ({1}). Choose another file.', file, code)
        : l10n.t('Nothing can be written into {0} ({1}). Choose another folder.', dirname(file), code);
    super(sentence, { cause });
  }
}
