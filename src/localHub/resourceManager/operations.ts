import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { ResourceTable } from '../store/resourceTable.ts';
import { ArmFault, type ArmError, armErrorSchema } from './armFault.ts';

const stateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('InProgress') }),
  z.object({ status: z.literal('Succeeded') }),
  z.object({ status: z.literal('Canceled') }),
  z.object({ status: z.literal('Failed'), error: armErrorSchema }),
]);

/** What an operation that goes on after its request was answered has come to. */
export type OperationState = z.infer<typeof stateSchema>;

const operationSchema = z.object({
  id: z.string(),
  /** What it does to its target: bring it into being, end it, or something else. */
  action: z.enum(['create', 'delete', 'act']),
  /** The id of a resource or of a resource group. */
  target: z.string(),
  startMs: z.number(),
  endMs: z.optional(z.number()),
  state: stateSchema,
});
export type Operation = z.infer<typeof operationSchema>;

export interface OperationsOptions {
  readonly table: ResourceTable;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: (error: unknown) => void;
}

/** How many operations that have ended can still be asked for. */
const mostEnded = 1000;
const path = '/operations';

/** Work that goes on after its request was answered. What became of it can be asked for after a restart, too. */
export class Operations {
  readonly #options: OperationsOptions;
  readonly #running = new Set<Promise<void>>();

  constructor(options: OperationsOptions) {
    this.#options = options;
  }

  get(id: string): Operation | undefined {
    return this.#options.table.get(`${path}/${id}`, operationSchema)?.document;
  }

  /** Begins what `work` does, whose failure is then the operation's. */
  start(request: Pick<Operation, 'action' | 'target'>, work: () => Promise<void>): Operation {
    const startMs = this.#options.now();
    const operation: Operation = { ...request, id: randomUUID(), startMs, state: { status: 'InProgress' } };
    this.#put(operation);
    this.#forgetOldest();
    const running = this.#run(operation, work).finally(() => this.#running.delete(running));
    this.#running.add(running);
    return operation;
  }

  /**
   * Ends those that an earlier process took with it.
   * @param isThere tells whether their target exists: what they were to do may be done already.
   */
  async endLost(isThere: (target: string) => Promise<boolean>): Promise<void> {
    for (const operation of this.#all()) {
      if (operation.state.status !== 'InProgress') continue;

      const { action, target } = operation;
      const isDone = action !== 'act' && (await isThere(target)) === (action === 'create');
      this.#end(operation, isDone ? { status: 'Succeeded' } : { status: 'Failed', error: interrupted });
    }
  }

  /** Resolves when nothing runs any more. */
  async ended(): Promise<void> {
    await Promise.all(this.#running);
  }

  async #run(operation: Operation, work: () => Promise<void>): Promise<void> {
    const state = await work().then(
      (): OperationState => ({ status: 'Succeeded' }),
      (error: unknown): OperationState => this.#failure(error),
    );
    this.#end(operation, state);
  }

  #failure(error: unknown): OperationState {
    if (error instanceof ArmFault) {
      return error.code === canceled.code ? { status: 'Canceled' } : { status: 'Failed', error: error.body };
    }
    this.#options.log(error);
    const message = error instanceof Error ? error.message : String(error);
    return { status: 'Failed', error: { code: 'InternalServerError', message } };
  }

  #end(operation: Operation, state: OperationState): void {
    this.#put({ ...operation, state, endMs: this.#options.now() });
  }

  #put(operation: Operation): void {
    this.#options.table.put(`${path}/${operation.id}`, operation);
  }

  #all(): readonly Operation[] {
    return this.#options.table.list(path, operationSchema).map(({ document }) => document);
  }

  #forgetOldest(): void {
    const { table } = this.#options;
    if (table.count(path) <= mostEnded) return;

    const ended = this.#all().filter(({ endMs }) => endMs !== undefined);
    const [oldest] = ended.sort((one, other) => one.startMs - other.startMs);
    if (oldest) table.remove(`${path}/${oldest.id}`);
  }
}

/** Why work ends that was told to. */
const canceled = { code: 'OperationCanceled', message: 'The operation was canceled.' } as const;

const interrupted: ArmError = {
  code: 'OperationInterrupted',
  message:
    'The local hub ended while this operation ran, which is not done. Look at what is there, and ask for it again.',
};
