import * as vscode from 'vscode';
import type { HubClient } from '../../../domain/hubClient.ts';
import { HubError } from '../../../domain/hubError.ts';
import { isFinished } from '../../../domain/jobs/job.ts';
import { targetQuery } from '../../../domain/jobs/targetQuery.ts';
import { markCondition, markPatch } from '../../../domain/jobs/temporaryTag.ts';
import { mapConcurrently } from '../../../domain/mapConcurrently.ts';
import { parseCondition } from '../../../domain/query/parseCondition.ts';
import { cellText } from '../../../domain/queryResult/rowColumns.ts';
import type { Hubs } from '../hub/hubs.ts';
import { logText } from '../showFailure.ts';
import type { JobQueue } from './jobQueue.ts';
import { Waiting } from './waiting.ts';

/** Twins in change at a time: well below the throttle of the smallest hub. */
const concurrentChanges = 10;
const pageSize = 1000;
/** How long a job that is not there yet may still be on its way. */
const onItsWayMs = 10 * 60_000;
const key = 'jobs.marks';

/** The devices of a job have its temporary tag. */
export interface Mark {
  readonly hubId: string;
  readonly jobId: string;
}

interface KeptMark extends Mark {
  readonly onItsWayUntilMs: number;
}

/**
 * Temporary tags by which jobs find devices that no condition can list. They are removed once the job has ended; what
 * is left to remove is kept in the global state, so that it outlives the window.
 */
export class TemporaryMarks implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #hubs: Pick<Hubs, 'get' | 'onDidChange'>;
  readonly #queue: JobQueue;
  readonly #log: vscode.LogOutputChannel;
  readonly #removed = new vscode.EventEmitter<Mark>();
  readonly #ended = new AbortController();
  readonly #waiting = new Waiting(hubId => this.#tidy(hubId));
  readonly #subscriptions: vscode.Disposable;

  /** Fires when no device has the tag of a job any more. */
  readonly onDidRemove = this.#removed.event;

  constructor(
    hubs: Pick<Hubs, 'get' | 'onDidChange'>,
    queue: JobQueue,
    state: vscode.Memento,
    log: vscode.LogOutputChannel,
  ) {
    this.#hubs = hubs;
    this.#queue = queue;
    this.#state = state;
    this.#log = log;
    this.#subscriptions = vscode.Disposable.from(
      hubs.onDidChange(() => this.tryAgain()),
      queue.onDidChange(() => this.#tidySoon()),
    );
    this.#tidySoon();
  }

  /** Puts the tag of a job on devices. @throws HubError */
  async mark(
    mark: Mark,
    deviceIds: readonly string[],
    signal: AbortSignal,
    onMark: (count: number) => void,
  ): Promise<void> {
    await this.#keep([...this.#list(), { ...mark, onItsWayUntilMs: Date.now() + onItsWayMs }]);
    const client = await this.#client(mark);
    let count = 0;
    await mapConcurrently(deviceIds, concurrentChanges, async deviceId => {
      await client.updateTwin({ deviceId }, markPatch(mark.jobId), '*', signal);
      onMark(++count);
    });
    this.#tidySoon();
  }

  /** Removes the tag of a job that was not sent. */
  async giveUp(mark: Mark, deviceIds: readonly string[]): Promise<void> {
    const others = this.#list().filter(one => !isSame(one, mark));
    await this.#keep([...others, { ...mark, onItsWayUntilMs: 0 }]);
    try {
      await this.#unmark(await this.#client(mark), deviceIds);
    } catch (error) {
      this.#log.warn(`${mark.jobId}: ${logText(error)}`);
    }
    this.tryAgain();
  }

  /** Looks now for jobs that have ended, and removes their tags. */
  tryAgain(): void {
    for (const { hubId } of this.#list()) this.#waiting.now(hubId);
  }

  dispose(): void {
    this.#ended.abort();
    this.#subscriptions.dispose();
    this.#waiting.dispose();
    this.#removed.dispose();
  }

  #tidySoon(): void {
    for (const { hubId } of this.#list()) this.#waiting.soon(hubId);
  }

  /** True if a job of the hub still needs its tags. */
  async #tidy(hubId: string): Promise<boolean> {
    const marks = this.#list().filter(mark => mark.hubId === hubId);
    if (marks.length === 0 || this.#hubs.get(hubId)?.available !== true) return false;

    try {
      for (const mark of marks) if (await this.#isOver(mark)) await this.#remove(mark);
    } catch (error) {
      if (!this.#ended.signal.aborted) this.#log.warn(`${hubId}: ${logText(error)}`);
    }
    return this.#list().some(mark => mark.hubId === hubId);
  }

  async #isOver({ hubId, jobId, onItsWayUntilMs }: KeptMark): Promise<boolean> {
    if (this.#queue.list(hubId).some(({ job }) => job.jobId === jobId)) return false;
    try {
      const { jobs } = await this.#client({ hubId, jobId });
      return isFinished((await jobs.get(jobId, this.#ended.signal)).status);
    } catch (error) {
      if (HubError.is(error, 'jobNotFound')) return Date.now() >= onItsWayUntilMs;
      throw error;
    }
  }

  /** Queries lag behind twins: only when none is found the tags are gone, else it is looked again later. */
  async #remove(mark: Mark): Promise<void> {
    const where = parseCondition(markCondition(mark.jobId));
    const text = targetQuery({ kind: 'query', select: { kind: 'everything' }, from: 'devices', where });
    const client = await this.#client(mark);
    const { items } = await client.query(text, { pageSize }, this.#ended.signal);
    await this.#unmark(
      client,
      items.map(({ deviceId }) => cellText(deviceId)),
    );
    if (items.length > 0) return;

    await this.#keep(this.#list().filter(one => !isSame(one, mark)));
    this.#removed.fire({ hubId: mark.hubId, jobId: mark.jobId });
  }

  async #unmark(client: HubClient, deviceIds: readonly string[]): Promise<void> {
    await mapConcurrently(deviceIds, concurrentChanges, async deviceId => {
      try {
        await client.updateTwin({ deviceId }, markPatch(null), '*', this.#ended.signal);
      } catch (error) {
        if (!HubError.is(error, 'deviceNotFound')) throw error;
      }
    });
  }

  /** @throws HubError `unreachable` if the hub is gone */
  async #client({ hubId }: Mark): Promise<HubClient> {
    const hub = this.#hubs.get(hubId);
    if (!hub) throw new HubError({ kind: 'unreachable', hub: hubId });
    return (await hub.connect()).client;
  }

  #list(): readonly KeptMark[] {
    return this.#state.get<readonly KeptMark[]>(key, []);
  }

  async #keep(marks: readonly KeptMark[]): Promise<void> {
    await this.#state.update(key, marks.length === 0 ? undefined : marks);
  }
}

function isSame(one: Mark, other: Mark): boolean {
  return one.hubId === other.hubId && one.jobId === other.jobId;
}
