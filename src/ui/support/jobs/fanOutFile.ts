import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceJob } from '../../../domain/jobs/job.ts';

/** The rows of a fan-out on disk, a line of JSON for each change: what was begun stands there before it is sent. */
export class FanOutFile {
  readonly #path: string;
  #writing: Promise<void> = Promise.resolve();
  #lines: string[] = [];

  constructor(
    private readonly folder: string,
    id: string,
  ) {
    this.#path = join(folder, `${id}.jsonl`);
  }

  /** Resolves when the rows are on disk; those that come meanwhile are written together. */
  append(...rows: readonly DeviceJob[]): Promise<void> {
    this.#lines.push(...rows.map(row => `${JSON.stringify(row)}\n`));
    this.#writing = this.#writing.then(() => this.#flush());
    return this.#writing;
  }

  /** In the order in which they were written: of a device, the last one counts. A line that was cut off is left out. */
  async read(): Promise<readonly DeviceJob[]> {
    try {
      const lines = (await readFile(this.#path, 'utf8')).split('\n').slice(0, -1);
      return lines.map(line => JSON.parse(line) as DeviceJob);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }

  async delete(): Promise<void> {
    await this.#writing;
    await rm(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    if (lines.length === 0) return;
    await mkdir(this.folder, { recursive: true });
    await appendFile(this.#path, lines.join(''));
  }
}
