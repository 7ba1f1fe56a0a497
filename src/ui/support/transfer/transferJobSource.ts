import * as vscode from 'vscode';
import { containerLabel } from '../../../domain/transfer/containerAddress.ts';
import { type TransferJob, type TransferJobState, hasEnded } from '../../../domain/transfer/transferJob.ts';
import type { JobCommand } from '../../../protocol/jobPage.ts';
import { transferJobText } from '../../editors/transfer/transferJobText.ts';
import type { TransferReport } from '../../editors/transfer/transferReports.ts';
import { confirm } from '../../prompts/confirm.ts';
import type { Hub } from '../hub/hub.ts';
import type { JobSource, ListedJob } from '../jobs/jobSource.ts';

const kind = 'transfer';

/** The import and export jobs of hubs, in the Jobs view. */
export class TransferJobSource implements JobSource {
  readonly kind = kind;
  readonly #jobs = new Map<string, ReadonlyMap<string, TransferJob>>();
  readonly #changed = new vscode.EventEmitter<string>();
  readonly onDidChange = this.#changed.event;

  /** @param show opens a report. */
  constructor(private readonly show: (report: TransferReport) => Promise<void>) {}

  list(hub: Hub): readonly ListedJob[] {
    return [...this.#of(hub).values()].map(listed);
  }

  /** What a job is now, seen by somebody who watches it. */
  put(hub: Hub, job: TransferJob): void {
    this.#set(hub, new Map(this.#of(hub)).set(job.jobId, job));
  }

  async load(hub: Hub, signal: AbortSignal): Promise<void> {
    const { client } = await hub.connect();
    const jobs = await client.transferJobs.list(signal);
    this.#set(hub, new Map(jobs.map(job => [job.jobId, job])));
  }

  /** One runs at a time: what is not known to have ended is asked for. */
  async update(hub: Hub, signal: AbortSignal): Promise<void> {
    const open = [...this.#of(hub).values()].filter(job => !hasEnded(job));
    if (open.length === 0) return;

    const { client } = await hub.connect();
    for (const { jobId } of open) this.put(hub, await client.transferJobs.get(jobId, signal));
  }

  async open(hub: Hub, jobId: string): Promise<void> {
    const { client } = await hub.connect();
    const job = await client.transferJobs.get(jobId);
    this.put(hub, job);
    await this.show({
      title: transferJobName(job),
      hubName: hub.name,
      text: transferJobText(job, hub.name, transferJobWords(job)),
      actions: [],
    });
  }

  async perform(command: JobCommand, hub: Hub, jobId: string): Promise<string> {
    if (command !== 'cancel') throw new Error(`An import or export has no "${command}".`);

    const job = this.#of(hub).get(jobId);
    const agreed = await confirm({
      question: vscode.l10n.t('Cancel the job on {0}?', hub.name),
      detail:
        job?.type === 'import'
          ? vscode.l10n.t('What was imported until now is kept. The same file, imported again, does the rest.')
          : vscode.l10n.t('No file is left in the container.'),
      action: vscode.l10n.t('Cancel Job'),
    });
    if (!agreed) return '';
    const { client } = await hub.connect();
    await client.transferJobs.cancel(jobId);
    this.put(hub, await client.transferJobs.get(jobId));
    return vscode.l10n.t('The job {0} is cancelled.', jobId);
  }

  #of(hub: Hub): ReadonlyMap<string, TransferJob> {
    return this.#jobs.get(hub.id) ?? new Map();
  }

  #set(hub: Hub, jobs: ReadonlyMap<string, TransferJob>): void {
    const before = JSON.stringify([...this.#of(hub)]);
    this.#jobs.set(hub.id, jobs);
    if (JSON.stringify([...jobs]) !== before) this.#changed.fire(hub.id);
  }
}

function listed(job: TransferJob): ListedJob {
  const { jobId, status, progress, output, failureReason } = job;
  return {
    kind,
    id: jobId,
    name: transferJobName(job),
    where: output ? containerLabel(new URL(output.container)) : '',
    phase: status === 'enqueued' ? 'queued' : status === 'running' ? 'running' : 'finished',
    time: job.endTimeUtc ?? job.startTimeUtc,
    state: transferJobWords(job),
    ...(status === 'running' && progress !== undefined ? { percent: progress } : {}),
    commands: hasEnded(job) ? [] : ['cancel'],
    troubled: status === 'failed' || status === 'cancelled',
    ...(failureReason === undefined ? {} : { reason: failureReason }),
  };
}

function transferJobName({ type }: TransferJob): string {
  if (type === 'import') return vscode.l10n.t('Import of devices');
  return type === 'export' ? vscode.l10n.t('Export of devices') : type;
}

/** `running, 42 %`. */
export function transferJobWords({ status, progress }: Pick<TransferJob, 'status' | 'progress'>): string {
  return status === 'running' && progress !== undefined
    ? vscode.l10n.t('running, {0} %', progress)
    : stateWords(status);
}

function stateWords(status: TransferJobState): string {
  switch (status) {
    case 'enqueued':
      return vscode.l10n.t('queued by the hub');
    case 'running':
      return vscode.l10n.t('running');
    case 'completed':
      return vscode.l10n.t('completed');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
    case 'unknown':
      return vscode.l10n.t('unknown');
  }
}
