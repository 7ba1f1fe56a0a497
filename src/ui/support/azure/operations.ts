import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Operation } from '../../../domain/resources/operation.ts';
import { ResourceError } from '../../../domain/resourceError.ts';
import type { LocalHub } from '../localHub/localHub.ts';
import { isCancellation, logText, sentence } from '../showFailure.ts';
import type { AzureAccounts } from './azureAccounts.ts';
import { managerOf, type Origin } from './resourceScope.ts';

/** An operation of a resource manager, as it is kept: no secret. */
export interface OperationRecord {
  readonly id: string;
  /** What is done: "Delete resource group gates". */
  readonly title: string;
  readonly origin: Origin;
  /** What it takes to go on following it. */
  readonly ticket: string;
  readonly startedMs: number;
  readonly endedMs?: number;
  /** Why it failed, or could not be followed any more. */
  readonly failure?: string;
}

export interface OperationsParts {
  readonly localHub: LocalHub;
  readonly azureAccounts: AzureAccounts;
  readonly log: vscode.LogOutputChannel;
}

const recordsKey = 'azure.operations';
/** How many are remembered. */
const most = 50;

/** What resource managers were asked to do and go on with. They are known over a reload of the window. */
export class Operations implements vscode.Disposable {
  readonly #parts: OperationsParts;
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #followed = new Map<string, Promise<void>>();
  readonly #ended = new AbortController();

  /** Fires when one begins or ends, or is forgotten. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: OperationsParts, state: vscode.Memento) {
    this.#parts = parts;
    this.#state = state;
  }

  /** The newest first. */
  list(): readonly OperationRecord[] {
    return this.#state.get<readonly OperationRecord[]>(recordsKey, []);
  }

  /** Remembers an operation and follows it. Resolves when it has ended, whoever waits. @throws as {@link Operation.ended} */
  async follow(title: string, origin: Origin, operation: Operation): Promise<void> {
    const record = { id: randomUUID(), title, origin, ticket: operation.ticket, startedMs: Date.now() };
    await this.#save([record, ...this.list()].slice(0, most));
    await this.#followOnce(record, async () => operation);
  }

  /** Goes on following those that an earlier window left. */
  resume(): void {
    for (const record of this.list()) {
      if (record.endedMs !== undefined || this.#followed.has(record.id)) continue;
      const operation = async () => (await managerOf(record.origin, this.#parts)).resume(record.ticket);
      this.#followOnce(record, operation).catch((error: unknown) => {
        if (!isCancellation(error)) this.#parts.log.warn(`${record.title}: ${logText(error)}`);
      });
    }
  }

  /** Forgets those that have ended. */
  async clear(): Promise<void> {
    await this.#save(this.list().filter(({ endedMs }) => endedMs === undefined));
  }

  dispose(): void {
    this.#ended.abort();
    this.#changed.dispose();
  }

  #followOnce(record: OperationRecord, operation: () => Promise<Operation>): Promise<void> {
    const following = this.#followed.get(record.id) ?? this.#untilEnded(record, operation);
    this.#followed.set(record.id, following);
    return following;
  }

  /** A window that closes ends the following and nothing else: the next one goes on. */
  async #untilEnded(record: OperationRecord, operation: () => Promise<Operation>): Promise<void> {
    const { signal } = this.#ended;
    try {
      await (await operation()).ended(signal);
      await this.#end(record);
    } catch (error) {
      if (isVerdict(error)) await this.#end(record, sentence(error));
      throw error;
    } finally {
      this.#followed.delete(record.id);
    }
  }

  async #end(ended: OperationRecord, failure?: string): Promise<void> {
    const record = { ...ended, endedMs: Date.now(), ...(failure === undefined ? {} : { failure }) };
    await this.#save(this.list().map(known => (known.id === ended.id ? record : known)));
    // The local hub tells of what was made, too, but whoever waits for the operation may do so later than now.
    if (ended.origin.kind === 'local') await this.#parts.localHub.takeStock();
  }

  async #save(records: readonly OperationRecord[]): Promise<void> {
    await this.#state.update(recordsKey, records);
    this.#changed.fire();
  }
}

/** A verdict of the resource manager. What else goes wrong keeps us from following, and the operation goes on. */
function isVerdict(error: unknown): boolean {
  return error instanceof ResourceError && verdicts.has(error.reason.kind);
}

const verdicts: ReadonlySet<ResourceError['reason']['kind']> = new Set([
  'operationFailed',
  'rejected',
  'notFound',
  'forbidden',
  'changed',
]);
