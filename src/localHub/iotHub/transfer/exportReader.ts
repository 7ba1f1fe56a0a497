import type { DatabaseSync } from 'node:sqlite';
import { type ExportedLines, IdentityExport } from '../../store/identityExport.ts';
import { identityEtag, twinEtag } from '../deviceDocument.ts';

/** Reads the lines of all devices and modules of a store, in the order of their names, each as it is at that time. */
export class ExportReader {
  readonly #identities: IdentityExport;
  #last = '';

  constructor(database: DatabaseSync, excludeKeys: boolean) {
    const etags = {
      identity: (etag: number) => identityEtag({ etag }),
      twin: rememberingLast((twinVersion: number) => twinEtag({ twinVersion })),
    };
    this.#identities = new IdentityExport(database, etags, { excludeKeys });
  }

  /** The next `size` at most; nothing at the end. */
  next(size: number): ExportedLines | undefined {
    const lines = this.#identities.after(this.#last, size);
    if (lines) this.#last = lines.last;
    return lines;
  }
}

/** Neighbours mostly have the same. */
function rememberingLast(make: (value: number) => string): (value: number) => string {
  let last = Number.NaN;
  let made = '';
  return value => {
    if (value !== last) [last, made] = [value, make(value)];
    return made;
  };
}
