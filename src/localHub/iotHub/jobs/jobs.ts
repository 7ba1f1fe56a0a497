import type { Json, JsonObject } from '../../../domain/json.ts';
import type { TierLimits } from '../../../domain/tierLimits.ts';
import { DeviceJobTable } from '../../store/deviceJobTable.ts';
import type { IdentityRecord } from '../../store/identityRecord.ts';
import { type JobFilter, type JobRecord, JobTable } from '../../store/jobTable.ts';
import type { Store } from '../../store/store.ts';
import type { DirectMethods } from '../directMethods.ts';
import { codeBody, HubFault } from '../hubFault.ts';
import type { Twins } from '../twins.ts';
import type { Clock } from './clock.ts';
import { type DeviceOperation, interrupted, methodOperation, twinOperation } from './deviceOperation.ts';
import { jobDocument, unknownJobDocument } from './jobDocument.ts';
import { JobRunner } from './jobRunner.ts';
import type { JobRequest } from './jobRequest.ts';
import { conditionFailure, targetsOf } from './jobTargets.ts';
import { Pace } from './pace.ts';
import { WaitingJobs } from './waitingJobs.ts';

export interface JobsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly methods: DirectMethods;
  readonly twins: Twins;
  /** The twin as queries see it. */
  readonly show: (record: IdentityRecord) => JsonObject;
  /** Whether there is an import or export job of this id: those are of version 1, and live elsewhere. */
  readonly isTransferJob: (id: string) => boolean;
}

export interface JobPage {
  readonly items: readonly JsonObject[];
  readonly last?: number;
}

/** How long a job and its devices can be read after it ended: IoT Hub, "Quotas and throttling". */
export const jobHistoryMs = 30 * 24 * 60 * 60 * 1000;

/** Rows that are forgotten in one turn of the event loop. */
const forgottenAtOnce = 2000;

/**
 * The scheduled jobs of a hub: version 2 of its jobs. What is stored says at any time how a job goes on after the end of
 * the process.
 */
export class Jobs {
  readonly #options: JobsOptions;
  readonly #jobs: JobTable;
  readonly #devices: DeviceJobTable;
  readonly #pace: Pace;
  readonly #waiting: WaitingJobs;
  readonly #runners = new Map<string, JobRunner>();
  /** Jobs whose devices are being found. */
  readonly #starting = new Set<string>();
  #isClosed = false;

  constructor(options: JobsOptions) {
    const { store, clock } = options;
    this.#options = options;
    this.#jobs = new JobTable(store);
    this.#devices = new DeviceJobTable(store);
    this.#pace = new Pace(clock);
    this.#waiting = new WaitingJobs({
      clock,
      jobs: this.#jobs,
      activeCount: () => this.#runners.size + this.#starting.size,
      start: record => void this.#start(record),
    });
  }

  /** Runs jobs by these limits from now on; by none if `limits` is absent. Those that run go on. */
  useLimits(limits: TierLimits | undefined, units: number): void {
    this.#pace.useRate(limits?.jobDeviceOperations, units);
    this.#waiting.allow(limits?.activeJobs ?? Number.POSITIVE_INFINITY);
  }

  /** Goes on with the jobs that are stored. Devices that were being called are never called again. */
  resume(): void {
    const { clock } = this.#options;
    const unfinished = Map.groupBy(this.#jobs.unfinished(), ({ status }) => status === 'running');
    for (const record of unfinished.get(true) ?? []) {
      this.#devices.failRunning(record.sequence, clock.now(), interrupted);
      this.#runDevices(record);
    }
    // Those that wait do so for those that run.
    for (const record of unfinished.get(false) ?? []) {
      this.#devices.delete(record.sequence, Number.MAX_SAFE_INTEGER);
      this.#waiting.add(record.id);
    }
  }

  /**
   * @throws HubFault JobAlreadyExists (409104), ThrottlingMaxActiveJobCountExceeded (429004). Assumed, because no source
   * says: a job for later is taken while others run; when its time has come it waits for them.
   */
  create(request: JobRequest): JobRecord {
    const { clock, isTransferJob } = this.#options;
    const { id, startMs = clock.now() } = request;
    if (this.#jobs.get(id) || isTransferJob(id)) {
      throw new HubFault('JobAlreadyExists', `A job with the id "${id}" already exists.`);
    }
    const nowMs = clock.now();
    if (startMs <= nowMs && this.#jobs.activeCount(nowMs) >= this.#waiting.mostActive) throw tooManyJobs(nowMs);

    const { type, queryCondition, maxExecutionSeconds } = request;
    const record = this.#jobs.put({
      id,
      type,
      status: 'queued',
      queryCondition,
      action: JSON.stringify(request.action),
      createdMs: clock.now(),
      startMs,
      maxExecutionSeconds,
      endedMs: null,
      failureReason: null,
      succeededCount: 0,
      failedCount: 0,
    });
    clock.soon(() => this.#waiting.add(id));
    return record;
  }

  /** The job as the service shows it; one of version 1 is `unknown` here. @throws HubFault JobNotFound (404002) */
  show(id: string): JsonObject {
    const record = this.#jobs.get(id);
    if (record) return this.document(record);
    if (this.#options.isTransferJob(id)) return unknownJobDocument(id);

    throw notFound(id);
  }

  document(record: JobRecord): JsonObject {
    const { succeededCount: completed, failedCount: failed } = record;
    const counts = this.#runners.get(record.id)?.counts ?? { pending: 0, running: 0, completed, failed };
    return jobDocument(record, counts);
  }

  /** The newest first, after that of the sequence `after`; `last` is the sequence to go on after, if there are more. */
  list(filter: JobFilter, pageSize: number, after: number | undefined): JobPage {
    const records = this.#jobs.list(filter, pageSize + 1, after);
    const items = records.slice(0, pageSize);
    const last = records.length > pageSize ? items.at(-1)?.sequence : undefined;
    return { items: items.map(record => this.document(record)), ...(last === undefined ? {} : { last }) };
  }

  /**
   * Cancels a job that does not run yet.
   * @throws HubFault JobNotFound (404002); JobRunPreconditionFailed (412003) for one that runs or ended. Assumed,
   * because the documentation says that such a job cannot be cancelled, but not what the service answers.
   */
  cancel(id: string): JsonObject {
    const record = this.#jobs.get(id);
    if (!record) throw notFound(id);
    if (record.status !== 'queued' && record.status !== 'scheduled') {
      const message = `The job "${id}" is ${record.status}. A job can only be cancelled before it runs.`;
      throw new HubFault('JobRunPreconditionFailed', message);
    }
    this.#waiting.drop(id);
    const cancelled = this.#jobs.put({ ...record, status: 'cancelled', endedMs: this.#options.clock.now() });
    return this.document(cancelled);
  }

  /** Forgets what ended before that time, a part in each turn of the event loop. */
  forgetBefore(ms: number): void {
    const record = this.#isClosed ? undefined : this.#jobs.endedBefore(ms);
    if (!record) return;

    if (this.#devices.delete(record.sequence, forgottenAtOnce)) this.#jobs.delete(record.sequence);
    this.#options.clock.soon(() => this.forgetBefore(ms));
  }

  /** What is not done yet is done after the next start. */
  close(): void {
    this.#isClosed = true;
    this.#pace.close();
    this.#waiting.close();
    for (const runner of this.#runners.values()) runner.close();
  }

  async #start(record: JobRecord): Promise<void> {
    const { id, sequence } = record;
    this.#starting.add(id);
    const failure = await this.#findDevices(record);
    this.#starting.delete(id);
    if (this.#isClosed) return;

    const waiting = this.#waiting.get(id);
    if (!waiting) this.#devices.delete(sequence, Number.MAX_SAFE_INTEGER);
    else if (failure === undefined) return this.#runDevices(this.#jobs.put({ ...waiting, status: 'running' }));
    else this.#end({ ...waiting, status: 'failed', failureReason: failure });
    this.#waiting.startDue();
  }

  /** From here on it is decided which devices are part of the job. Gives why it fails, if it does. */
  async #findDevices({ id, sequence, queryCondition }: JobRecord): Promise<string | undefined> {
    const { store, show, clock } = this.#options;
    try {
      for await (const names of targetsOf(queryCondition, store, show)) {
        if (!this.#waiting.get(id)) return undefined;
        this.#devices.add(sequence, names, clock.now());
      }
      return undefined;
    } catch (error) {
      return conditionFailure(queryCondition, error);
    }
  }

  #runDevices(record: JobRecord): void {
    const { store, clock } = this.#options;
    const runner = new JobRunner({
      job: record.sequence,
      store,
      table: this.#devices,
      operation: this.#operationOf(record),
      pace: this.#pace,
      clock,
      untilMs: record.startMs + record.maxExecutionSeconds * 1000,
      ended: ({ completed: succeededCount, failed: failedCount }) => {
        this.#runners.delete(record.id);
        this.#end({ ...record, status: 'completed', succeededCount, failedCount });
        this.#waiting.startDue();
      },
    });
    this.#runners.set(record.id, runner);
    runner.start();
  }

  #operationOf({ type, action }: JobRecord): DeviceOperation {
    const { methods, twins } = this.#options;
    const sent = JSON.parse(action) as Json;
    return type === 'scheduleDeviceMethod' ? methodOperation(methods, sent) : twinOperation(twins, sent);
  }

  #end(record: JobRecord): void {
    this.#jobs.put({ ...record, endedMs: this.#options.clock.now() });
  }
}

function notFound(id: string): HubFault {
  return new HubFault('JobNotFound', `There is no job with the id "${id}".`);
}

/** The service's text has the answer of another of its parts in it. */
function tooManyJobs(nowMs: number): HubFault {
  const inner = codeBody('ThrottlingMaxActiveJobCountExceeded', '429', nowMs);
  return new HubFault('ThrottlingMaxActiveJobCountExceeded', `Error: 429 ${JSON.stringify(inner)}`);
}
