import { most } from './dryRun.ts';

/** A line that was not imported, or not whole, and why: a sentence. */
export interface FailedLine {
  readonly line: number;
  /** Of a device; nothing for a line that could not be read. */
  readonly label?: string;
  readonly reason: string;
}

/** The lines that an import left out, in the order of the file. */
export interface LeftOut {
  /** With why, as many as a document can hold. */
  readonly failed: readonly FailedLine[];
  /** The numbers of all of them. */
  readonly failedLines: readonly number[];
}

/** Gathers them in whatever order they come. */
export class FailedLines {
  readonly #told: FailedLine[] = [];
  readonly #numbers = new Set<number>();

  add(failed: FailedLine): void {
    this.#numbers.add(failed.line);
    if (this.#told.length < most.lines) this.#told.push(failed);
  }

  get leftOut(): LeftOut {
    return {
      failed: this.#told.toSorted((one, other) => one.line - other.line),
      failedLines: [...this.#numbers].toSorted((one, other) => one - other),
    };
  }
}
