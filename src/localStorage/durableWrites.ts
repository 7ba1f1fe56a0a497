import type { Server, ServerResponse } from 'node:http';

/** Requests that change nothing. */
const reading: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets the answer to what changes something go out only once the change is on the disk: Azurite keeps its catalogue of
 * blobs in memory, and writes it every five seconds.
 * @param save resolves when all that was changed so far is written.
 */
export function answerOnceSaved(server: Server, save: () => Promise<void>): void {
  server.prependListener('request', (request, response: ServerResponse) => {
    if (reading.has(request.method)) return;

    const end = response.end.bind(response) as (...parameters: unknown[]) => ServerResponse;
    response.end = (...parameters: unknown[]) => {
      save().then(
        () => end(...parameters),
        (error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))),
      );
      return response;
    };
  });
}
