import type { DeviceJobCounts, DeviceJobEnd, DeviceJobOutcome, DeviceJobTable } from '../../store/deviceJobTable.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from './clock.ts';
import { type DeviceOperation, notStarted } from './deviceOperation.ts';
import type { Pace } from './pace.ts';

export interface JobRunnerOptions {
  /** The job's sequence. */
  readonly job: number;
  readonly store: Store;
  readonly table: DeviceJobTable;
  readonly operation: DeviceOperation;
  readonly pace: Pace;
  readonly clock: Clock;
  /** Devices whose turn has not come by then fail. */
  readonly untilMs: number;
  /** All devices are done, which is written in this transaction. */
  readonly ended: (counts: DeviceJobCounts) => void;
}

/** Devices begun in one turn of the event loop: few enough that others who want the hub do not notice. */
const batch = 64;
/** Calls that are not answered yet. Most of them wait for a device to come, which costs little. */
const mostInFlight = 10_000;

/** Takes a job through the devices that it has, from where it is to its end. */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #counts: { -readonly [Status in keyof DeviceJobCounts]: number };
  #ends: DeviceJobEnd[] = [];
  /** The last device that was begun: they come in the order of their names. */
  #last = '';
  #isAsking = false;
  #isOver = false;
  #callOff = () => {};

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#counts = { ...options.table.counts(options.job) };
  }

  get counts(): DeviceJobCounts {
    return this.#counts;
  }

  start(): void {
    const { clock, untilMs } = this.#options;
    this.#callOff = clock.at(untilMs, () => this.#goOn());
    this.#goOn();
  }

  /** What is under way stays so in the store. */
  close(): void {
    this.#isOver = true;
    this.#callOff();
  }

  #goOn(): void {
    if (this.#isOver || this.#isAsking) return;
    if (this.#counts.pending === 0) {
      if (this.#counts.running === 0) this.#finish();
      return;
    }
    const room = Math.min(batch, mostInFlight - this.#counts.running);
    if (room > 0) this.#ask(room);
  }

  #ask(most: number): void {
    const { pace, clock } = this.#options;
    this.#isAsking = true;
    const granted = (count: number) => {
      this.#isAsking = false;
      if (!this.#isOver) this.#begin(count);
    };
    if (this.#isLate) clock.soon(() => granted(most));
    else pace.request(most, granted);
  }

  get #isLate(): boolean {
    const { clock, untilMs } = this.#options;
    return clock.now() >= untilMs;
  }

  #begin(count: number): void {
    const { job, table, operation } = this.#options;
    const names = table.pendingAfter(job, this.#last, count);
    this.#last = names.at(-1) ?? this.#last;
    this.#counts.pending -= names.length;
    this.#counts.running += names.length;
    if (this.#isLate) for (const name of names) this.#end(name, { status: 'failed', error: notStarted });
    else if (operation.kind === 'change') for (const name of names) this.#end(name, operation.run(name));
    else this.#call(names, operation);
    this.#goOn();
  }

  /** No device is called before it is stored that it is. */
  #call(names: readonly string[], operation: DeviceOperation & { kind: 'call' }): void {
    const { job, store, table, clock, untilMs } = this.#options;
    const [first] = names;
    if (first === undefined) return;

    table.start(job, first, this.#last, clock.now());
    store.onCommitted(() => {
      if (this.#isOver) return;
      for (const name of names) void operation.run(name, untilMs).then(outcome => this.#end(name, outcome));
    });
  }

  #end(name: string, outcome: DeviceJobOutcome): void {
    if (this.#isOver) return;

    const { store, clock } = this.#options;
    this.#counts.running--;
    this.#counts[outcome.status]++;
    if (this.#ends.push({ name, endedMs: clock.now(), outcome }) === 1) store.beforeCommit(() => this.#write());
    this.#goOn();
  }

  /** Ends of one turn of the event loop are written together. */
  #write(): void {
    const ends = this.#ends;
    this.#ends = [];
    if (ends.length > 0) this.#options.table.end(this.#options.job, ends);
  }

  #finish(): void {
    this.close();
    this.#write();
    this.#options.ended(this.#counts);
  }
}
