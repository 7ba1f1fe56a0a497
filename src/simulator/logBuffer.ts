import type { LogLine } from '../protocol/simulatorRun.ts';

export interface LogLines {
  readonly lines: readonly LogLine[];
  /** Lines that were made, but are not among `lines`. */
  readonly dropped: number;
}

/** The last lines of a log, and how many there were in all. */
export class LogBuffer {
  #lines: LogLine[] = [];
  #made = 0;
  #taken = 0;

  constructor(readonly capacity: number) {}

  add(line: LogLine): void {
    this.#lines.push(line);
    this.#made += 1;
    // Cut in blocks: shifting a line at a time would cost its length each time.
    if (this.#lines.length >= 2 * this.capacity) this.#lines = this.#lines.slice(-this.capacity);
  }

  /** What is kept. */
  all(): LogLines {
    return this.#last(this.#made);
  }

  /** What came since the last time, at most `most` lines of it: the newest. */
  takeNew(most: number): LogLines {
    const made = this.#made - this.#taken;
    this.#taken = this.#made;
    return this.#last(made, Math.min(most, this.capacity));
  }

  clear(): void {
    this.#lines = [];
    this.#made = 0;
    this.#taken = 0;
  }

  #last(made: number, most = this.capacity): LogLines {
    const kept = Math.min(made, most);
    return { lines: kept === 0 ? [] : this.#lines.slice(-kept), dropped: made - kept };
  }
}
