/** Why a document was not saved. The editor writes an error's name before its message, and a person needs only that. */
export class UnsavedDocument extends Error {
  override readonly name = '';
}
