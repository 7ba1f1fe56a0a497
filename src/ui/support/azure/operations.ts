import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Operation } from '../../../domain/resources/operation.ts';
import { type BegunSteps, type OperationStep, takeSteps } from '../../../domain/resources/operationStep.ts';
import { ResourceError } from '../../../domain/resourceError.ts';
import type { LocalHub } from '../localHub/localHub.ts';
import { isCancellation, logText, sentence, showFailure } from '../showFailure.ts';
import type { AzureAccounts } from './azureAccounts.ts';
import type { OperationTurns } from './operationTurns.ts';
import { localScope, managerOf, type Origin, type ResourceScope } from './resourceScope.ts';

/** An operation of a resource manager, as it is kept: no secret. */
export interface OperationRecord {
  readonly id: string;
  /** What is done: "Delete resource group gates". */
  readonly title: string;
  readonly origin: Origin;
  /** What it takes to go on following what was begun; absent if nothing goes on at the moment. */
  readonly ticket?: string;
  /** What is to be done one after the other, if it is more than one thing: what is left of it, and where. */
  readonly steps?: { readonly subscriptionId: string; readonly left: readonly OperationStep[] };
  readonly startedMs: number;
  readonly endedMs?: number;
  /** Why it failed, or could not be followed any more. */
  readonly failure?: string;
}

export interface OperationsParts {
  readonly localHub: LocalHub;
  readonly azureAccounts: AzureAccounts;
  readonly log: vscode.LogOutputChannel;
  readonly turns: OperationTurns;
}

const recordsKey = 'azure.operations';
/** How many are remembered, besides those that still run. */
const most = 50;

/** What resource managers were asked to do and go on with. They are known over a reload of the window. */
export class Operations implements vscode.Disposable {
  readonly #parts: OperationsParts;
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #followed = new Map<string, Promise<void>>();
  readonly #ended = new AbortController();

  readonly #didEnd = new vscode.EventEmitter<OperationRecord>();
  readonly #subscriptions: vscode.Disposable;

  /** Fires when one begins or ends, or is forgotten. */
  readonly onDidChange = this.#changed.event;
  /** Fires with what has come of one, whoever followed it. */
  readonly onDidEnd = this.#didEnd.event;

  constructor(parts: OperationsParts, state: vscode.Memento) {
    this.#parts = parts;
    this.#state = state;
    // What could not be followed for want of a hub or an account can be now.
    const resume = () => this.resume();
    this.#subscriptions = vscode.Disposable.from(
      parts.localHub.onDidChange(resume),
      parts.azureAccounts.onDidChange(resume),
    );
  }

  /** The newest first. */
  list(): readonly OperationRecord[] {
    return this.#state.get<readonly OperationRecord[]>(recordsKey, []);
  }

  /** Remembers an operation and follows it. Resolves when it has ended, whoever waits. @throws as {@link Operation.ended} */
  async follow(title: string, origin: Origin, operation: Operation): Promise<void> {
    await this.#begin({ ...newRecord(title, origin), ticket: operation.ticket }, operation);
  }

  /**
   * As {@link follow}, for several things that are done one after the other as one operation. A window that closes leaves
   * what is left to the next one.
   */
  async followSteps(
    title: string,
    { origin, subscriptionId }: Pick<ResourceScope, 'origin' | 'subscriptionId'>,
    begun: BegunSteps,
  ): Promise<void> {
    await this.#begin({ ...newRecord(title, origin), ...keptSteps(subscriptionId, begun) }, begun.operation);
  }

  /** Goes on with those that an earlier window left, or that could not be followed. */
  resume(): void {
    for (const record of this.list()) {
      if (record.endedMs !== undefined || this.#followed.has(record.id)) continue;
      if (record.origin.kind === 'local' && !localScope(this.#parts.localHub)) continue;
      this.#followOnce(record).catch((error: unknown) => this.#tellFailure(record, error));
    }
  }

  /** Forgets those that have ended. */
  async clear(): Promise<void> {
    await this.#save(this.list().filter(({ endedMs }) => endedMs === undefined));
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#ended.abort();
    this.#changed.dispose();
    this.#didEnd.dispose();
  }

  async #begin(record: OperationRecord, operation?: Operation): Promise<void> {
    const known = this.list().filter(({ endedMs }, index) => endedMs === undefined || index < most - 1);
    await this.#save([record, ...known]);
    await this.#followOnce(record, operation);
  }

  /** Nobody waits for it: what it failed with is told, and what keeps us from following it is noted. */
  #tellFailure({ title }: OperationRecord, error: unknown): void {
    const { log } = this.#parts;
    if (isVerdict(error)) void showFailure(title, error, log);
    else if (!isCancellation(error)) log.warn(`${title}: ${logText(error)}`);
  }

  #followOnce(record: OperationRecord, operation?: Operation): Promise<void> {
    const following = this.#followed.get(record.id) ?? this.#untilEnded(record, operation);
    this.#followed.set(record.id, following);
    return following;
  }

  /** A window that closes ends the following and nothing else: another one goes on. */
  async #untilEnded({ id }: OperationRecord, operation?: Operation): Promise<void> {
    try {
      const turn = await this.#parts.turns.take(id, this.#ended.signal);
      try {
        await this.#drive(id, operation);
      } finally {
        await turn.release(this.#isOver(id));
      }
    } finally {
      this.#followed.delete(id);
    }
  }

  /** Goes on from where it is now: another window may have come further meanwhile, or to the end. */
  async #drive(id: string, operation: Operation | undefined): Promise<void> {
    const record = this.list().find(one => one.id === id);
    if (!record || record.endedMs !== undefined) return this.#changed.fire();

    try {
      await this.#work(record, operation, this.#ended.signal);
      await this.#end(record);
    } catch (error) {
      if (isVerdict(error)) await this.#end(record, sentence(error));
      throw error;
    }
  }

  #isOver(id: string): boolean {
    return this.list().every(record => record.id !== id || record.endedMs !== undefined);
  }

  async #work({ id, origin, ticket, steps }: OperationRecord, known: Operation | undefined, signal: AbortSignal) {
    const manager = () => managerOf(origin, this.#parts);
    const begun = known ?? (ticket === undefined ? undefined : (await manager()).resume(ticket));
    if (!steps) return begun?.ended(signal);

    const { subscriptionId, left } = steps;
    const keep = (progress: BegunSteps) =>
      this.#replace(id, ({ ticket: _over, ...record }) => ({ ...record, ...keptSteps(subscriptionId, progress) }));
    const resources = (await manager()).in(subscriptionId);
    return takeSteps(resources, { operation: begun, left }, keep, signal);
  }

  async #end({ id, origin }: OperationRecord, failure?: string): Promise<void> {
    const end = { endedMs: Date.now(), ...(failure === undefined ? {} : { failure }) };
    await this.#replace(id, record => ({ ...record, ...end }));
    // The local hub tells of what was made, too, but whoever waits for the operation may do so later than now.
    if (origin.kind === 'local') await this.#parts.localHub.takeStock();
    const record = this.list().find(one => one.id === id);
    if (record) this.#didEnd.fire(record);
  }

  #replace(id: string, change: (record: OperationRecord) => OperationRecord): Promise<void> {
    return this.#save(this.list().map(record => (record.id === id ? change(record) : record)));
  }

  async #save(records: readonly OperationRecord[]): Promise<void> {
    await this.#state.update(recordsKey, records);
    this.#changed.fire();
  }
}

function newRecord(title: string, origin: Origin): OperationRecord {
  return { id: randomUUID(), title, origin, startedMs: Date.now() };
}

function keptSteps(subscriptionId: string, { operation, left }: BegunSteps): Pick<OperationRecord, 'ticket' | 'steps'> {
  return { ...(operation && { ticket: operation.ticket }), steps: { subscriptionId, left } };
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
