/** Why a twin was not saved. The editor writes an error's name before its message, and a person needs only that. */
export class UnsavedTwin extends Error {
  override readonly name = '';
}
