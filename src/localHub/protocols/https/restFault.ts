/** What may be wrong with a request to any REST API; each API has its own words for it. */
export type RestProblem = 'unreadableAddress' | 'notServed' | 'methodNotAllowed' | 'bodyTooLarge' | 'notJson';

/** A request that no resource has seen yet, and that is refused. */
export class RestFault extends Error {
  override readonly name = 'RestFault';

  constructor(
    readonly problem: RestProblem,
    message: string,
  ) {
    super(message);
  }
}
