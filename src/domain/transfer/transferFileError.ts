/** Why a file cannot be imported at all, or not written. */
export type TransferFileProblem =
  | { readonly kind: 'missing'; readonly file: string }
  | { readonly kind: 'unreadable'; readonly file: string; readonly code: string }
  | { readonly kind: 'unwritable'; readonly file: string; readonly code: string }
  | { readonly kind: 'notUtf8'; readonly file: string }
  | { readonly kind: 'empty'; readonly file: string }
  | { readonly kind: 'noIdColumn'; readonly file: string }
  | { readonly kind: 'doubleColumn'; readonly file: string; readonly column: string }
  | { readonly kind: 'changed'; readonly file: string };

/** A file of devices that does not do. */
export class TransferFileError extends Error {
  override readonly name = 'TransferFileError';

  constructor(
    readonly reason: TransferFileProblem,
    options?: ErrorOptions,
  ) {
    super(describe(reason), options);
  }
}

function describe(reason: TransferFileProblem): string {
  const { file } = reason;
  switch (reason.kind) {
    case 'missing':
      return `There is no file "${file}". Check the path.`;
    case 'unreadable':
      return `"${file}" cannot be read (${reason.code}). Check who may read it.`;
    case 'unwritable':
      return `"${file}" cannot be written (${reason.code}). Choose another place.`;
    case 'notUtf8':
      return `"${file}" is not a text in UTF-8. Save it with that encoding, in a spreadsheet as "CSV UTF-8".`;
    case 'empty':
      return `"${file}" is empty. A file of devices has one on each line.`;
    case 'noIdColumn':
      return `"${file}" has no column with the ids of the devices. Its first line must name the columns, one of them "id".`;
    case 'doubleColumn':
      return `"${file}" has two columns for "${reason.column}". Keep one of them.`;
    case 'changed':
      return `"${file}" was changed since it was looked at. Do the dry run again.`;
  }
}
