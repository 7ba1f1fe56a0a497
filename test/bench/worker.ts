import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What a process of a bench can be asked to do: plain data in, plain data out. */
export type Duties = Record<string, (job: never) => Promise<unknown>>;

/** A process of a bench. Loads, peers and the hub each have their own, so that none slows the other. */
export interface Worker<D extends Duties> extends AsyncDisposable {
  ask<K extends keyof D & string>(duty: K, job: Parameters<D[K]>[0]): Promise<Awaited<ReturnType<D[K]>>>;
}

type Request = { readonly id: number; readonly duty: string; readonly job: unknown };
type Reply = { readonly id: number; readonly answer?: unknown; readonly error?: string };

/** Starts `file`, which calls {@link serveDuties}. */
export function startWorker<D extends Duties>(file: URL): Worker<D> {
  const child = fork(file, { serialization: 'advanced' });
  const pending = new Map<number, PromiseWithResolvers<never>>();
  let lastId = 0;
  child.on('message', ({ id, answer, error }: Reply) => {
    const call = pending.get(id);
    pending.delete(id);
    if (error === undefined) call?.resolve(answer as never);
    else call?.reject(new Error(error));
  });
  child.on('exit', code => {
    for (const call of pending.values()) call.reject(new Error(`${file.pathname} ended with exit code ${code}.`));
  });

  return {
    ask(duty, job) {
      const call = Promise.withResolvers<never>();
      pending.set(++lastId, call);
      child.send({ id: lastId, duty, job } satisfies Request);
      return call.promise;
    },
    [Symbol.asyncDispose]: () => end(child),
  };
}

/** The worker's end: answers what it is asked until the bench goes away. */
export function serveDuties(duties: Duties): void {
  process.on('message', async ({ id, duty, job }: Request) => {
    process.send?.(await answer(id, duties[duty], job));
  });
  process.on('disconnect', () => process.exit());
}

async function answer(id: number, duty: Duties[string] | undefined, job: unknown): Promise<Reply> {
  try {
    return { id, answer: await duty?.(job as never) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;

  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
}
