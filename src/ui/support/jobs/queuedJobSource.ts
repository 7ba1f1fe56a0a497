import * as vscode from 'vscode';
import type { QueuedJob } from '../../../domain/jobs/queuedJob.ts';
import type { JobCommand } from '../../../protocol/jobPage.ts';
import type { Hub } from '../hub/hub.ts';
import type { JobQueue } from './jobQueue.ts';
import { doWithJob } from './jobDeeds.ts';
import type { JobSource, ListedJob } from './jobSource.ts';
import { jobWhere } from './jobWords.ts';
import { actionName } from './rolloutWords.ts';

/** The jobs that wait in this editor until their hub takes them, in the Jobs view. */
export class QueuedJobSource implements JobSource {
  readonly kind = 'queued';
  readonly #changed = new vscode.EventEmitter<string>();
  readonly onDidChange = this.#changed.event;

  constructor(private readonly queue: JobQueue) {
    let hubIds = hubsOf(queue);
    queue.onDidChange(() => {
      const before = hubIds;
      hubIds = hubsOf(queue);
      for (const hubId of new Set([...before, ...hubIds])) this.#changed.fire(hubId);
    });
  }

  list(hub: Hub): readonly ListedJob[] {
    return this.queue.list(hub.id).map(listed);
  }

  /** The editor keeps them, and knows. */
  async load(): Promise<void> {}

  async update(): Promise<void> {}

  /** Tells why it waits. */
  async open(hub: Hub, jobId: string): Promise<void> {
    const waiting = this.queue.list(hub.id).find(({ job }) => job.jobId === jobId);
    if (!waiting) return;

    const tryAgain = vscode.l10n.t('Try Now');
    const why = waiting.problem ?? vscode.l10n.t('It waits until {0} has room for one more job.', hub.name);
    const choice = await vscode.window.showInformationMessage(`${waiting.job.jobId}: ${why}`, tryAgain);
    if (choice === tryAgain) this.queue.tryAgain(hub.id);
  }

  /** That a job has moved is seen, and not told. */
  async perform(command: JobCommand, hub: Hub, jobId: string): Promise<string> {
    return doWithJob(command, {
      cancel: () => this.#cancel(hub, jobId),
      moveUp: () => this.#move(hub, jobId, 'earlier'),
      moveDown: () => this.#move(hub, jobId, 'later'),
    });
  }

  async #cancel(hub: Hub, jobId: string): Promise<string> {
    await this.queue.cancel(hub.id, jobId);
    return vscode.l10n.t('The job {0} does not wait any more, and was not sent.', jobId);
  }

  async #move(hub: Hub, jobId: string, direction: 'earlier' | 'later'): Promise<string> {
    await this.queue.move(hub.id, jobId, direction);
    return '';
  }
}

function hubsOf(queue: JobQueue): ReadonlySet<string> {
  return new Set(queue.list().map(({ hubId }) => hubId));
}

function listed({ job, queuedTime, refused }: QueuedJob, place: number, queue: readonly QueuedJob[]): ListedJob {
  const moves = [...(place > 0 ? ['moveUp' as const] : []), ...(place < queue.length - 1 ? ['moveDown' as const] : [])];
  return {
    kind: 'queued',
    id: job.jobId,
    name: actionName(job.action),
    // Jobs that wait are often alike, and their order matters.
    where: `${job.jobId}, ${jobWhere(job.queryCondition)}`,
    phase: 'queued',
    time: queuedTime,
    place,
    state: refused ? vscode.l10n.t('refused by the hub') : turnWords(place + 1, queue.length),
    commands: [...moves, 'cancel'],
    troubled: refused === true,
    ...(refused ? { icon: 'warning' } : {}),
  };
}

function turnWords(place: number, waiting: number): string {
  return waiting === 1 ? vscode.l10n.t('waits for its turn') : vscode.l10n.t('waits, {0} of {1}', place, waiting);
}
