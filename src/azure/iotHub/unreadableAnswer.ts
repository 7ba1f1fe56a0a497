/** A successful answer that is not one of the service: a proxy's page, for instance. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
}
