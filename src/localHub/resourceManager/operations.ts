import { randomUUID } from 'node:crypto';
import { ArmFault } from './armFault.ts';

/** What an operation that goes on after its request was answered has come to. */
export type OperationState =
  | { readonly status: 'InProgress' }
  | { readonly status: 'Succeeded' }
  | { readonly status: 'Failed'; readonly error: { readonly code: string; readonly message: string } };

export interface Operation {
  readonly id: string;
  readonly startMs: number;
  readonly endMs?: number;
  readonly state: OperationState;
}

/** How many operations that have ended can still be asked for. */
const mostEnded = 1000;

/** Operations of this process. Those that a process took with it are unknown to the next one, which has what they did. */
export class Operations {
  readonly #now: () => number;
  readonly #log: (error: unknown) => void;
  readonly #known = new Map<string, Operation>();
  readonly #running = new Set<Promise<void>>();

  constructor(now: () => number, log: (error: unknown) => void) {
    this.#now = now;
    this.#log = log;
  }

  get(id: string): Operation | undefined {
    return this.#known.get(id);
  }

  /** Begins what `work` does, whose failure is then the operation's. */
  start(work: () => Promise<void>): Operation {
    const operation: Operation = { id: randomUUID(), startMs: this.#now(), state: { status: 'InProgress' } };
    this.#known.set(operation.id, operation);
    const running = this.#run(operation, work).finally(() => this.#running.delete(running));
    this.#running.add(running);
    return operation;
  }

  /** Resolves when nothing runs any more. */
  async ended(): Promise<void> {
    await Promise.all(this.#running);
  }

  async #run(operation: Operation, work: () => Promise<void>): Promise<void> {
    const state = await work().then(
      (): OperationState => ({ status: 'Succeeded' }),
      (error: unknown): OperationState => ({ status: 'Failed', error: this.#describe(error) }),
    );
    this.#known.set(operation.id, { ...operation, state, endMs: this.#now() });
    this.#forgetOldest();
  }

  #describe(error: unknown): ArmFault['body'] {
    if (error instanceof ArmFault) return error.body;

    this.#log(error);
    return { code: 'InternalServerError', message: error instanceof Error ? error.message : String(error) };
  }

  #forgetOldest(): void {
    if (this.#known.size <= mostEnded) return;

    const oldest = [...this.#known.values()].find(({ endMs }) => endMs !== undefined);
    if (oldest) this.#known.delete(oldest.id);
  }
}
