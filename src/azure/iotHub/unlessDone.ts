import * as z from 'zod/mini';

/** Waits for `request`; gives nothing if it fails with the status that says that an earlier try did the work. */
export async function unlessDone<T>(request: Promise<T>, statusOfDone: number | false): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (statusOfDone !== false && statusOf(error) === statusOfDone) return undefined;
    throw error;
  }
}

function statusOf(error: unknown): number | undefined {
  const answered = z.safeParse(z.object({ response: z.object({ statusCode: z.number() }) }), error);
  return answered.data?.response.statusCode;
}
