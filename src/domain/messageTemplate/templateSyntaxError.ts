/** Where and why reading a template stopped; {@link parseMessageTemplate} turns it into a problem with line and column. */
export class TemplateSyntaxError extends Error {
  override readonly name = 'TemplateSyntaxError';

  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}
