/** What a resource manager goes on doing after it answered. */
export interface Operation {
  /** What it takes to go on with it later, in another process: addresses of the resource manager, no secret. */
  readonly ticket: string;
  /**
   * Resolves when the resource manager has done it. A signal ends the waiting, not the work.
   * @throws ResourceError `operationFailed` in the words of the resource manager, or whatever a request fails with.
   */
  ended(signal?: AbortSignal): Promise<void>;
}
