/** A successful answer that is not one of an IoT hub: a proxy's page, for instance. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
}
