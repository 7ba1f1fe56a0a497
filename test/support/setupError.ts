/** Something that this machine lacks. The message names it and says what to do; it needs no stack. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
